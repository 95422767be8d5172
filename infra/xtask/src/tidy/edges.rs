//! Arrows of import point one way: wasm shells → components → db, pages, platform → domain.

use crate::tidy::{
    Finding,
    packages::{Dependency, Package},
};

/// What of ours each package may import. A package that is not listed may import nothing of ours: adding it here is a
/// decision about the design.
const OURS: &[(&str, &[&str])] = &[
    ("outpost-domain", &[]),
    ("outpost-db", &["outpost-domain"]),
    ("outpost-platform", &["outpost-domain", "outpost-db"]),
    ("outpost-payment", &["outpost-domain", "outpost-platform"]),
    ("outpost-http", &["outpost-domain", "outpost-db", "outpost-platform"]),
    ("outpost-islands", &["outpost-domain"]),
    ("outpost-web-ui", &["outpost-domain"]),
    ("outpost-web-admin", &["outpost-domain", "outpost-web-ui"]),
    ("outpost-web-account", &["outpost-domain", "outpost-web-ui"]),
    ("outpost-web-mail", &["outpost-domain", "outpost-web-ui"]),
    ("outpost-web-shop", &["outpost-domain", "outpost-islands", "outpost-web-ui"]),
    ("outpost-browser", &["outpost-domain", "outpost-islands"]),
    ("outpost-storefront", COMPONENT),
    (
        "outpost-account",
        &["outpost-domain", "outpost-db", "outpost-http", "outpost-platform", "outpost-web-account", "outpost-web-ui"],
    ),
    (
        "outpost-admin",
        &["outpost-domain", "outpost-db", "outpost-http", "outpost-platform", "outpost-web-admin", "outpost-web-ui"],
    ),
    (
        "outpost-dispatch",
        &[
            "outpost-domain",
            "outpost-db",
            "outpost-http",
            "outpost-platform",
            "outpost-web-account",
            "outpost-web-mail",
            "outpost-web-ui",
        ],
    ),
    ("outpost-api", COMPONENT),
    ("outpost-assets", COMPONENT),
    // A program of somebody else, as far as the shop is concerned: it imports no rule and no page of it.
    ("outpost-sandbox", &["outpost-db", "outpost-platform"]),
    ("outpost-wasm-sandbox", &["outpost-sandbox", "outpost-platform"]),
    ("outpost-wasm-account", &["outpost-account", "outpost-http", "outpost-platform"]),
    ("outpost-wasm-storefront", &["outpost-storefront", "outpost-http", "outpost-platform"]),
    ("outpost-wasm-admin", &["outpost-admin", "outpost-http", "outpost-platform"]),
    ("outpost-wasm-api", &["outpost-api", "outpost-http", "outpost-platform"]),
    ("outpost-wasm-dispatch", &["outpost-dispatch", "outpost-http", "outpost-platform"]),
    ("outpost-wasm-assets", &["outpost-assets", "outpost-http", "outpost-platform"]),
    ("outpost-seed", &["outpost-domain", "outpost-db"]),
    ("outpost-ctl", &["outpost-domain", "outpost-db", "outpost-seed"]),
    // The host knows Spin's interfaces, never the shop.
    ("outpost-edge", &[]),
    // Processes and addresses only: it starts the host as a program.
    ("outpost-regions", &[]),
    ("outpost-system-tests", &["outpost-regions"]),
    // In a test: the list of statements for the gateway is that of the code.
    ("outpost-xtask", &["outpost-db"]),
    (
        "outpost-bench",
        &[
            "outpost-domain",
            "outpost-db",
            "outpost-platform",
            "outpost-storefront",
            "outpost-edge",
            "outpost-regions",
            "outpost-system-tests",
        ],
    ),
];
const COMPONENT: &[&str] = &[
    "outpost-domain",
    "outpost-db",
    "outpost-http",
    "outpost-payment",
    "outpost-platform",
    "outpost-web-shop",
    "outpost-web-ui",
];

/// Crates of others that only some of ours may name: a prefix of their names, who may, and why.
const OTHERS: [(&str, &[&str], &str); 8] = [
    // The edge host names it only for its WIT files: its manifest compiles it for no machine the host runs on.
    ("spin-sdk", &["outpost-platform", "outpost-wasm-", "outpost-edge"], "ask a port of outpost-platform instead"),
    ("wasip", &["outpost-platform", "outpost-wasm-"], "ask a port of outpost-platform instead"),
    (
        "libsql",
        &["outpost-db", "outpost-seed", "outpost-ctl", "outpost-edge", "outpost-bench"],
        "go through outpost-db's Sql port",
    ),
    ("rusqlite", &[], "it cannot be linked beside libsql"),
    ("leptos", &["outpost-web-", "outpost-islands", "outpost-browser"], "views belong in web"),
    ("web-sys", &["outpost-islands", "outpost-browser"], "only islands run in a browser"),
    (
        "axum",
        &[
            "outpost-http",
            "outpost-account",
            "outpost-storefront",
            "outpost-admin",
            "outpost-api",
            "outpost-assets",
            "outpost-dispatch",
            "outpost-sandbox",
            "outpost-wasm-",
            "outpost-bench",
        ],
        "routes belong in components",
    ),
    ("wasmtime", &["outpost-edge"], "only the edge host runs components"),
];

/// Holds one package of the workspace against the rules.
pub fn check(package: &Package) -> Vec<Finding> {
    package.dependencies.iter().filter_map(|dependency| wrong(&package.name, dependency)).collect()
}

fn wrong(from: &str, dependency: &Dependency) -> Option<Finding> {
    let to = dependency.name.as_str();
    // Tests may stand on anything that does not stand on them; cargo itself refuses circles.
    if dependency.kind.as_deref() == Some("dev") {
        return None;
    }
    let mend = if to.starts_with("outpost-") {
        let may = OURS.iter().find(|(name, _)| *name == from).map_or(&[][..], |(_, may)| may);
        (!may.contains(&to))
            .then_some("see DESIGN section 1, or infra/xtask/src/tidy/edges.rs for what may be imported")
    } else {
        let rule = OTHERS.iter().find(|(prefix, ..)| to.starts_with(prefix));
        rule.and_then(|(_, may, mend)| (!may.iter().any(|prefix| from.starts_with(prefix))).then_some(*mend))
    };
    mend.map(|mend| Finding { place: from.to_owned(), fault: format!("imports {to}"), mend })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_arrow(from: &str, to: &str, kind: Option<&str>, expect: bool) {
        let dependency = Dependency { name: to.to_owned(), kind: kind.map(str::to_owned) };
        assert_eq!(wrong(from, &dependency).is_none(), expect, "{from} → {to}");
    }

    #[test]
    fn arrows_that_point_upwards_are_found() {
        check_arrow("outpost-storefront", "outpost-db", None, true);
        check_arrow("outpost-db", "outpost-storefront", None, false);
        check_arrow("outpost-domain", "outpost-db", None, false);
        check_arrow("outpost-web-shop", "outpost-db", None, false);
        check_arrow("outpost-web-shop", "outpost-web-ui", None, true);
        check_arrow("outpost-web-ui", "outpost-web-shop", None, false);
        check_arrow("outpost-web-ui", "leptos", None, true);
        check_arrow("outpost-edge", "outpost-domain", None, false);
        check_arrow("outpost-newcomer", "outpost-domain", None, false);
        check_arrow("outpost-db", "outpost-seed", Some("dev"), true);
    }

    #[test]
    fn crates_of_others_stay_where_they_belong() {
        check_arrow("outpost-platform", "spin-sdk", None, true);
        check_arrow("outpost-storefront", "spin-sdk", None, false);
        check_arrow("outpost-storefront", "libsql", None, false);
        check_arrow("outpost-db", "axum", None, false);
        check_arrow("outpost-wasm-api", "axum", None, true);
        check_arrow("outpost-domain", "serde", None, true);
    }
}
