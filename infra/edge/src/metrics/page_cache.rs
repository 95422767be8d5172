//! Metrics of the page cache.

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// Counters of the one page cache of a host.
#[derive(Clone, Default)]
pub struct PageCacheMetrics {
    /// Responses from the cache.
    pub hits: Counter,
    /// Cacheable requests that went to a guest.
    pub misses: Counter,
    /// Hits that were answered with 304.
    pub not_modified: Counter,
    /// Misses with a page of another version of the data.
    pub stale_version: Counter,
    /// Bytes that it holds.
    pub bytes: Gauge,
}

impl PageCacheMetrics {
    /// Counters that are registered in `registry`.
    pub fn registered(registry: &mut Registry) -> Self {
        let metrics = Self::default();
        registry.register("page_cache_hits", "Answers given from the page cache", metrics.hits.clone());
        let help = "Requests that the page cache might have answered and a guest did";
        registry.register("page_cache_misses", help, metrics.misses.clone());
        let help = "Hits that were answered with 304";
        registry.register("page_cache_not_modified", help, metrics.not_modified.clone());
        let help = "Misses for which a page of another version of the data was there";
        registry.register("page_cache_stale_version", help, metrics.stale_version.clone());
        registry.register("page_cache_bytes", "Bytes that the page cache holds", metrics.bytes.clone());
        metrics
    }
}
