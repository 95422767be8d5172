//! The largest request body of each route of a component.

use crate::manifest::BodyLimitManifest;
use crate::routes::Routes;

/// Limits by route; the most specific route counts.
pub struct BodyLimits {
    routes: Routes,
    bytes: Vec<u64>,
    default_bytes: u64,
}

impl BodyLimits {
    /// The manifest's limits, and `default_bytes` for all other paths.
    pub fn new(limits: &[BodyLimitManifest], default_bytes: u64) -> Self {
        let routes = Routes::new(limits.iter().enumerate().map(|(index, limit)| (limit.route.as_str(), index)));
        Self { routes, bytes: limits.iter().map(|limit| limit.max_bytes).collect(), default_bytes }
    }

    /// The largest body for a path (without query).
    pub fn bytes(&self, path: &str) -> u64 {
        self.routes.find(path).map_or(self.default_bytes, |found| self.bytes[found.entry.target])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_route_limits_the_body() {
        let limit = |route: &str, max_bytes| BodyLimitManifest { route: route.to_owned(), max_bytes };
        let limits = BodyLimits::new(&[limit("/admin/...", 10), limit("/admin/pictures", 20)], 5);
        for (path, bytes) in [("/", 5), ("/admin/products", 10), ("/admin/pictures", 20), ("/admin/pictures/1", 10)] {
            assert_eq!(limits.bytes(path), bytes, "{path}");
        }
    }
}
