//! A visitor of one region: catalogue pages, one after the other, and how many pieces they say are left.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::time::sleep;

use super::buyer::timely;
use super::record::nothing;
use super::scene::{Good, MARKET, Scene};
use crate::history::{Act, Entry, Outcome};
use crate::page::Page;
use crate::shopper::Shopper;

/// Sessions of visitors, far from those of buyers.
const SESSION: u32 = 1_000;
/// Between one page and the next, in milliseconds: enough visitors for a fault to hit, on a machine with few cores.
const PAUSE_MS: std::ops::Range<u64> = 5..40;
/// After a page that did not come.
const BREATH: Duration = Duration::from_millis(100);

/// Browses until the scene is over.
pub(super) async fn browse(scene: Arc<Scene>, region: usize) {
    let mut random = Pcg64::seed_from_u64(scene.seed.wrapping_add(region as u64));
    let mut shopper = Shopper::new(&scene.origins[region], MARKET);
    while !scene.is_over() {
        let good = scene.goods.choose(&mut random).filter(|_| random.random_bool(0.5));
        let Some(path) = good.map(|good| &good.path).or_else(|| scene.pages.choose(&mut random)) else { return };
        let began = scene.record.now();
        let answer = timely(shopper.get(path)).await;
        let outcome = opened(&answer);
        let has_failed = outcome.is_err();
        scene.record.page(region, began, outcome.clone());
        match good {
            Some(good) => {
                let (ended, act) = (scene.record.now(), Act::Stock { sku: good.sku.clone() });
                let outcome = match (outcome, &answer) {
                    (Ok(()), Ok(page)) => Outcome::Left(left(page, good)),
                    (Err(kind), _) => Outcome::Unknown(kind),
                    (_, Err(error)) => Outcome::Unknown(error.to_string()),
                };
                let session = SESSION + region as u32;
                scene.record.note(Entry { session, region, began, ended, act, outcome });
            }
            None => scene.record.count("page", outcome),
        }
        sleep(if has_failed { BREATH } else { Duration::from_millis(random.random_range(PAUSE_MS)) }).await;
    }
}

/// A catalogue page either comes whole or has failed.
fn opened(answer: &Result<Page>) -> Result<(), String> {
    match (nothing(answer), answer) {
        (Some(kind), _) => Err(kind),
        (None, Ok(page)) if !page.status.is_success() => Err(page.status.as_u16().to_string()),
        _ => Ok(()),
    }
}

/// How many pieces the page lets one order; none where it offers nothing.
pub(super) fn left(page: &Page, good: &Good) -> u32 {
    let form = page.form(&format!("/{MARKET}/cart/lines"));
    let form = form.filter(|form| form.get("sku") == Some(good.sku.as_str()));
    form.map_or(0, |form| form.limit("quantity").unwrap_or(1))
}
