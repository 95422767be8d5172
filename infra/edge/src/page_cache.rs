//! Whole answers kept in this process, for as long as the data behind them is the same.
//!
//! A guest marks a page that may be kept by `Cache-Control: public` with a lifetime, and by the header
//! `outpost-data-version`: the version of the data that it read **before** it read anything else for the page. A kept
//! page is sent again only if the component's own database has that very version now. Why that is never stale:
//!
//! - Let a page be kept under version `v`. Its guest saw `v` first and the page's rows afterwards, so every row is of
//!   version `v` or newer: a change between the two reads makes the rows newer than `v`, never older.
//! - Versions only grow, and a change and its version become visible in one commit. A database that answers `v` now
//!   has no change that a guest reading at `v` could have missed.
//! - So a page sent while the database says `v` shows what the database holds, or rows that the guest saw newer still
//!   (it asked the primary). When the change lands between the guest's read and the moment the page is kept, the page
//!   lies here under `v` while the database says `v + 1`: it is never sent. That race is harmless, without a lock.
//!
//! Who may see a page is the guest's to say, in HTTP's words: `Vary` names the request headers that it depends on, and
//! their exact values are part of the key. A page that depends on a cookie is `private`, or names `Cookie` in `Vary`
//! and is kept for that very cookie; one that sets a cookie is never kept.

mod key;
mod lookup;
mod page;
mod policy;
mod version;

pub use lookup::Lookup;
pub use page::Page;
pub use policy::{DATA_VERSION, may_be_asked, terms};
pub use version::DataVersion;

use crate::metrics::PageCacheMetrics;
use key::{Index, Key};
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Parts of the cache with a lock of their own; few, since each holds that part of the bytes.
const SHARDS: usize = 8;
/// What a page is thought to weigh, for the first size of the tables.
const TYPICAL_BYTES: u64 = 64 << 10;

/// All kept pages of a host, bounded by their bytes; those that are asked for least make room.
pub struct PageCache {
    slots: Cache<Key, Slot, Weights>,
    generations: AtomicU64,
    metrics: PageCacheMetrics,
}

/// What lies under a key: under an address the names of the headers that its pages depend on, and under the address
/// together with their values the page.
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
        let page = self.kept(lookup);
        // The version is read after the request came, so a change that was acknowledged before it is always seen.
        let current = match &page {
            Some(page) => lookup.version.now().await == Some(page.version),
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

    fn kept(&self, lookup: &Lookup) -> Option<Arc<Page>> {
        let Some(Slot::Index(index)) = self.slots.get(lookup.place()) else { return None };
        let key = index.key(lookup.place(), &lookup.headers);
        match self.slots.get(&*key) {
            Some(Slot::Page(page)) if page.is_fresh() => Some(page),
            _ => None,
        }
    }

    /// Keeps a page. Two that are kept at the same moment do no harm: a key always names at least the headers that
    /// its own page depends on, whichever index is there afterwards.
    pub fn keep(&self, lookup: &Lookup, page: Arc<Page>) {
        let known = match self.slots.get(lookup.place()) {
            Some(Slot::Index(index)) => Some(index),
            _ => None,
        };
        let index = match known {
            Some(index) if index.covers(&page.vary) => index,
            known => {
                let generation = || self.generations.fetch_add(1, Ordering::Relaxed);
                let index = Arc::new(Index::extended(known.as_deref(), &page.vary, generation));
                self.slots.insert(lookup.place().into(), Slot::Index(Arc::clone(&index)));
                index
            }
        };
        self.slots.insert(index.key(lookup.place(), &lookup.headers), Slot::Page(page));
        self.weigh();
    }

    /// Forgets all pages of an address, after a request that may have changed what is there.
    pub fn forget(&self, lookup: &Lookup) {
        self.slots.remove(lookup.place());
        self.weigh();
    }

    /// Notes that a hit was answered with 304.
    pub fn was_known(&self) {
        self.metrics.not_modified.inc();
    }

    fn weigh(&self) {
        self.metrics.bytes.set(i64::try_from(self.slots.weight()).unwrap_or(i64::MAX));
    }
}

#[cfg(test)]
mod tests;
