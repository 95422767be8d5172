//! Routes are declared with who may use them: components add them through `outpost_http::routes`, not to axum's router.

use crate::tidy::{Finding, sources::Source};

/// The one place that hands routes to axum; and the payment sandbox, which is no part of the shop and knows none of the
/// shop's principals.
const MAY_ROUTE: [&str; 2] = ["components/http/src/", "components/sandbox/src/"];

/// Holds one file against the rule.
pub fn check(source: &Source) -> Vec<Finding> {
    let is_component = source.path.starts_with("components/") && source.path.contains("/src/");
    if !source.is("rs") || !is_component || MAY_ROUTE.iter().any(|folder| source.path.starts_with(folder)) {
        return Vec::new();
    }
    Finding::in_code(
        source,
        |line| line.contains("axum::routing") || line.contains("Router::new("),
        "a route that does not say who may use it",
        "add it to outpost_http::routes::Routes with its Access",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_line(path: &str, line: &str, expect: usize) {
        assert_eq!(check(&sample(path, line)).len(), expect, "{path}: {line}");
    }

    #[test]
    fn a_route_without_access_is_found() {
        check_line("components/admin/src/router.rs", "use axum::routing::get;", 1);
        check_line("components/admin/src/router.rs", "    let router = Router::new();", 1);
        check_line("components/admin/src/router.rs", "use axum::Router;", 0);
        check_line("components/admin/tests/support.rs", "use axum::routing::get;", 0);
        check_line("components/http/src/routes.rs", "use axum::routing::get;", 0);
        check_line("components/sandbox/src/router.rs", "use axum::routing::get;", 0);
        check_line("infra/bench/src/native.rs", "use axum::routing::get;", 0);
    }
}
