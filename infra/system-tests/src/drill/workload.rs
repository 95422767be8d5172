//! What all shoppers of a drill share: where the shop is, what is bought, and the record of what they observe.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::{Result, ensure};
use outpost_regions::Fleet;

use super::record::Record;
use crate::catalogue::Offer;
use crate::history::{Found, History, SHOWN_STOCK_MAX};
use crate::shopper::Shopper;

/// All shoppers use one market, so that stock means the same to all.
pub(super) const MARKET: &str = "en-gb";
/// Variants that are bought.
const VARIANTS: usize = 16;
/// Product pages that are read.
const PRODUCTS: usize = 60;
/// A variant with less stock would soon be sold out.
const STOCK_MIN: u32 = 12;

/// The shoppers of a drill.
#[derive(Clone, Debug)]
pub struct Load {
    /// Buyers, who belong to no region.
    pub buyers: u32,
    /// Visitors of each region.
    pub visitors: usize,
    /// The seed of all random choices.
    pub seed: u64,
    /// Whether browsers keep the consistency cookie. Without it nothing guards a session's own reads.
    pub keeps_consistency_cookie: bool,
}

impl Default for Load {
    fn default() -> Self {
        Self { buyers: 6, visitors: 2, seed: 1, keeps_consistency_cookie: true }
    }
}

/// A variant that is bought, with its stock before the drill.
#[derive(Clone, Debug)]
pub(super) struct StockedVariant {
    pub sku: String,
    pub stock_before: u32,
}

/// What the shoppers of a drill share.
pub(super) struct Workload {
    /// The origin of each region.
    pub origins: Vec<String>,
    /// What is bought.
    pub variants: Vec<StockedVariant>,
    /// Paths of catalogue pages.
    pub pages: Vec<String>,
    /// What everybody observed.
    pub record: Record,
    /// Its size and options.
    pub load: Load,
    is_over: AtomicBool,
    attempts: AtomicU64,
}

impl Workload {
    /// Finds pages and variants in the home region.
    pub async fn prepare(fleet: &Fleet, load: &Load) -> Result<Self> {
        let origins: Vec<String> = fleet.regions.iter().map(|region| region.place.origin()).collect();
        ensure!(!origins.is_empty(), "a fleet without regions");
        let mut shopper = Shopper::new(&origins[0], MARKET);
        let home = shopper.get(&shopper.path("")).await?;
        let mut pages = home.links(&shopper.path("/c/"));
        pages.extend([shopper.path(""), shopper.path("/search?q=wa"), shopper.path("/search?q=black")]);
        let mut variants = Vec::new();
        for product in shopper.products(PRODUCTS).await? {
            let offer = shopper.offer(&product).await?.filter(|_| variants.len() < VARIANTS);
            if let Some(Offer { sku, .. }) = offer {
                let stock_before = shopper.stock_of(&sku).await?;
                let is_enough = (STOCK_MIN..SHOWN_STOCK_MAX).contains(&stock_before);
                variants.extend(is_enough.then_some(StockedVariant { sku, stock_before }));
            }
            pages.push(product);
        }
        ensure!(!variants.is_empty(), "no variant has {STOCK_MIN} pieces in stock");
        Ok(Self {
            record: Record::start(origins.len()),
            origins,
            variants,
            pages,
            load: load.clone(),
            is_over: AtomicBool::new(false),
            attempts: AtomicU64::new(0),
        })
    }

    /// Tells everybody to finish what they have begun.
    pub fn end(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    /// Whether nobody should begin anything new.
    pub fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    /// A number for an attempt at an order.
    pub fn next_attempt(&self) -> u64 {
        self.attempts.fetch_add(1, Ordering::Relaxed)
    }

    /// The complete history, for the checker.
    pub fn history(&self, found: BTreeMap<u64, Found>, stock_after: BTreeMap<String, u32>) -> History {
        let stock_before = self.variants.iter().map(|variant| (variant.sku.clone(), variant.stock_before)).collect();
        History { stock_before, entries: self.record.lock().entries.clone(), found, stock_after }
    }
}
