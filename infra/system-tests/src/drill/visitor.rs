//! A visitor of one region: reads catalogue pages, and carts to see the stock.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::time::sleep;

use super::outcome::{error_kind, failure, with_deadline};
use super::workload::{MARKET, StockedVariant, Workload};
use crate::history::{Entry, Operation, Outcome};
use crate::page::Page;
use crate::shopper::Shopper;

/// Sessions of visitors have higher numbers than those of buyers.
const FIRST_SESSION: u32 = 1_000;
/// Pause between two pages, in milliseconds: short enough that a fault hits somebody, on a machine with few cores.
const PAUSE_MS: std::ops::Range<u64> = 5..40;
/// Pause after a page that failed.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_millis(100);

/// Browses until the drill is over.
pub(super) async fn run(workload: Arc<Workload>, region: usize) {
    let mut random = Pcg64::seed_from_u64(workload.load.seed.wrapping_add(region as u64));
    let mut shopper = Shopper::new(&workload.origins[region], MARKET);
    while !workload.is_over() {
        let variant = workload.variants.choose(&mut random).filter(|_| random.random_bool(0.3));
        let is_answered = match variant {
            Some(variant) => read_stock(&workload, region, &mut shopper, variant).await,
            None => open_page(&workload, region, &mut shopper, &mut random).await,
        };
        let pause = Duration::from_millis(random.random_range(PAUSE_MS));
        sleep(if is_answered { pause } else { PAUSE_AFTER_FAILURE }).await;
    }
}

/// Opens a catalogue page. Returns whether it was answered.
async fn open_page(workload: &Workload, region: usize, shopper: &mut Shopper, random: &mut Pcg64) -> bool {
    let Some(path) = workload.pages.choose(random) else { return false };
    let started_us = workload.record.now_us();
    let outcome = page_outcome(&with_deadline(shopper.get(path)).await);
    workload.record.count("page", outcome.clone());
    workload.record.page(region, started_us, outcome.clone());
    outcome.is_ok()
}

/// Reads the stock of a variant from a cart. Returns whether it was answered.
async fn read_stock(workload: &Workload, region: usize, shopper: &mut Shopper, variant: &StockedVariant) -> bool {
    let started_us = workload.record.now_us();
    let stock = with_deadline(shopper.stock_of(&variant.sku)).await;
    let (ended_us, operation) = (workload.record.now_us(), Operation::ReadStock { sku: variant.sku.clone() });
    let outcome = match stock {
        Ok(stock) => Outcome::Stock(stock),
        Err(error) => Outcome::Unknown(error_kind(&error)),
    };
    let is_answered = matches!(outcome, Outcome::Stock(_));
    if let Outcome::Unknown(kind) = &outcome {
        workload.record.page(region, started_us, Err(format!("the cart: {kind}")));
    }
    let session = FIRST_SESSION + region as u32;
    workload.record.entry(Entry { session, region, started_us, ended_us, operation, outcome });
    is_answered
}

/// A catalogue page that is not answered with success has failed.
fn page_outcome(answer: &Result<Page>) -> Result<(), String> {
    match (failure(answer), answer) {
        (Some(kind), _) => Err(kind),
        (None, Ok(page)) if !page.status.is_success() => Err(page.status.as_u16().to_string()),
        _ => Ok(()),
    }
}
