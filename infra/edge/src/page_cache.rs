//! Whole responses kept in this process, for as long as the data behind them is the same.
//!
//! A guest marks a page that may be cached by `Cache-Control: public` with a lifetime, and by the header
//! `outpost-data-version`: the version of the data that it read **before** it read anything else for the page. A cached
//! page is sent again only if the component's own database has the same version now. Why that is never stale:
//!
//! - Let a page be cached under version `v`. Its guest saw `v` first and the page's rows afterwards, so every row is of
//!   version `v` or newer: a change between the two reads makes the rows newer than `v`, never older.
//! - A version is never used twice, and a change and its version become visible in one commit. A database that answers
//!   `v` now has no change that a guest reading at `v` could have missed.
//! - So a page sent while the database says `v` shows what the database holds, or rows that the guest saw newer still
//!   (it asked the primary). When a change lands between the guest's read and the moment the page is cached, the page
//!   lies here under `v` while the database has moved on: it is never sent. That race is harmless, without a lock.
//!
//! A guest that names scopes in the header `outpost-scopes` gives the version of these alone: the host binds them to the
//! statement of the manifest, and compares its answer with what the guest said. All of the above then holds scope by scope.
//!
//! The guest says who may see a page: `Vary` names the request headers that it depends on, and their exact values are
//! part of the key. A page that depends on a cookie is `private`, or names `Cookie` in `Vary` and is cached for that
//! cookie only; one that sets a cookie is never cached.

mod key;
mod lookup;
mod page;
mod policy;
mod version;

pub use lookup::Lookup;
pub use page::Page;
pub use policy::{DATA_VERSION, SCOPES, is_cacheable, policy};
pub use version::DataVersion;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

use crate::metrics::PageCacheMetrics;
use key::{Index, Key};

/// Parts of the cache with a lock of their own; few, since each holds its share of the bytes.
const SHARDS: usize = 8;
/// The assumed size of a page, for the first size of the tables.
const TYPICAL_BYTES: u64 = 64 << 10;

/// All cached pages of a host, bounded by their bytes; those that are requested least are evicted.
pub struct PageCache {
    slots: Cache<Key, Slot, Weights>,
    generations: AtomicU64,
    metrics: PageCacheMetrics,
}

/// The value of a key. An address leads to the names of the headers that its pages depend on; the address together
/// with the headers' values leads to the page.
#[derive(Clone)]
enum Slot {
    Index(Arc<Index>),
    Page(Arc<Page>),
}

#[derive(Clone)]
struct Weights;

impl Weighter<Key, Slot> for Weights {
    fn weight(&self, key: &Key, slot: &Slot) -> u64 {
        let slot = match slot {
            Slot::Index(index) => index.weight(),
            Slot::Page(page) => page.weight(),
        };
        (key.len() + slot) as u64
    }
}

impl PageCache {
    /// A cache that holds up to `bytes`; `None` for 0, which turns it off.
    pub fn new(bytes: u64, metrics: PageCacheMetrics) -> Option<Self> {
        let items = usize::try_from(bytes / TYPICAL_BYTES).unwrap_or(usize::MAX).max(16);
        let options =
            OptionsBuilder::new().shards(SHARDS).estimated_items_capacity(items).weight_capacity(bytes).build();
        let options = options.ok().filter(|_| bytes > 0)?;
        let slots = Cache::with_options(options, Weights, DefaultHashBuilder::default(), DefaultLifecycle::default());
        Some(Self { slots, generations: AtomicU64::new(0), metrics })
    }

    /// The page for this request, if one is here, fresh, and of the version that the database has now.
    pub async fn find(&self, lookup: &Lookup) -> Option<Arc<Page>> {
        let page = self.stored(lookup);
        // The version is read after the request came, so a change that was acknowledged before it is always seen.
        let current = match &page {
            Some(page) => lookup.version.current(page.scopes.as_deref()).await.as_deref() == Some(&*page.version),
            None => false,
        };
        if page.is_some() && !current {
            self.metrics.stale_version.inc();
        }
        let page = page.filter(|_| current);
        if page.is_some() {
            self.metrics.hits.inc()
        } else {
            self.metrics.misses.inc()
        };
        page
    }

    fn stored(&self, lookup: &Lookup) -> Option<Arc<Page>> {
        let Some(Slot::Index(index)) = self.slots.get(lookup.address()) else { return None };
        let key = index.key(lookup.address(), &lookup.headers);
        match self.slots.get(&*key) {
            Some(Slot::Page(page)) if page.is_fresh() => Some(page),
            _ => None,
        }
    }

    /// Stores a page. Two that are stored at the same moment do no harm: a key always names at least the headers that
    /// its own page depends on, whichever index is there afterwards.
    pub fn insert(&self, lookup: &Lookup, page: Arc<Page>) {
        let known = match self.slots.get(lookup.address()) {
            Some(Slot::Index(index)) => Some(index),
            _ => None,
        };
        let index = match known {
            Some(index) if index.covers(&page.vary) => index,
            known => {
                let generation = || self.generations.fetch_add(1, Ordering::Relaxed);
                let index = Arc::new(Index::extended(known.as_deref(), &page.vary, generation));
                self.slots.insert(lookup.address().into(), Slot::Index(Arc::clone(&index)));
                index
            }
        };
        self.slots.insert(index.key(lookup.address(), &lookup.headers), Slot::Page(page));
        self.update_bytes();
    }

    /// Removes all pages of an address, after a request that may have changed what is there.
    pub fn invalidate(&self, lookup: &Lookup) {
        self.slots.remove(lookup.address());
        self.update_bytes();
    }

    /// Counts a hit that was answered with 304.
    pub fn count_not_modified(&self) {
        self.metrics.not_modified.inc();
    }

    fn update_bytes(&self) {
        self.metrics.bytes.set(i64::try_from(self.slots.weight()).unwrap_or(i64::MAX));
    }
}

#[cfg(test)]
mod tests;
