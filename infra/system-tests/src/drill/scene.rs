//! What the shoppers of a drill share.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use outpost_regions::Fleet;

use super::Load;
use super::record::Record;
use crate::catalogue::Offer;
use crate::history::SHOWN_MAX;
use crate::shopper::Shopper;

/// Everybody is British, so that stock means the same to all.
pub(super) const MARKET: &str = "en-gb";
/// Longer than a host lets a request take that needs the primary.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
/// Variants that are bought.
const GOODS: usize = 16;
/// Products that are visited.
const PRODUCTS: usize = 60;
/// Fewer pieces are soon sold out.
const PIECES_MIN: u32 = 12;

/// A variant that is bought, and how many pieces there were.
#[derive(Clone, Debug)]
pub(super) struct Good {
    pub sku: String,
    pub before: u32,
}

/// The shop as its shoppers know it.
pub(super) struct Scene {
    /// Where each region answers.
    pub origins: Vec<String>,
    /// What is bought.
    pub goods: Vec<Good>,
    /// Catalogue pages.
    pub pages: Vec<String>,
    /// What everybody saw.
    pub record: Record,
    /// Where all chance comes from.
    pub seed: u64,
    /// Whether browsers send back what tells the shop of their last write.
    pub keeps_written: bool,
    is_over: AtomicBool,
    attempts: AtomicU64,
}

impl Scene {
    /// Looks around in the home region.
    pub async fn survey(fleet: &Fleet, load: &Load) -> Result<Self> {
        let origins: Vec<String> = fleet.regions.iter().map(|region| region.place.origin()).collect();
        ensure!(!origins.is_empty(), "a fleet without regions");
        let mut shopper = Shopper::new(&origins[0], MARKET);
        let home = shopper.get(&shopper.path("")).await?;
        let mut pages = home.links(&shopper.path("/c/"));
        pages.extend([shopper.path(""), shopper.path("/search?q=wa"), shopper.path("/search?q=black")]);
        let mut goods = Vec::new();
        for product in shopper.products(PRODUCTS).await? {
            let offer = shopper.offer(&product).await?.filter(|_| goods.len() < GOODS);
            if let Some(Offer { sku, .. }) = offer {
                let before = shopper.pieces(&sku).await?;
                goods.extend((PIECES_MIN..SHOWN_MAX).contains(&before).then_some(Good { sku, before }));
            }
            pages.push(product);
        }
        ensure!(!goods.is_empty(), "nothing can be bought {PIECES_MIN} at a time");
        Ok(Self {
            record: Record::begin(origins.len()),
            origins,
            goods,
            pages,
            seed: load.seed,
            keeps_written: load.keeps_written,
            is_over: AtomicBool::new(false),
            attempts: AtomicU64::new(0),
        })
    }

    /// Has everybody finish what they are at.
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
}
