//! A visitor of one region: catalogue pages, one after the other, and a cart to see how many pieces are left.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::time::sleep;

use super::buyer::timely;
use super::record::{kind, nothing};
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
        let good = scene.goods.choose(&mut random).filter(|_| random.random_bool(0.3));
        let is_there = match good {
            Some(good) => count(&scene, region, &mut shopper, good).await,
            None => open(&scene, region, &mut shopper, &mut random).await,
        };
        sleep(if is_there { Duration::from_millis(random.random_range(PAUSE_MS)) } else { BREATH }).await;
    }
}

/// Opens a catalogue page; answers whether it came.
async fn open(scene: &Scene, region: usize, shopper: &mut Shopper, random: &mut Pcg64) -> bool {
    let Some(path) = scene.pages.choose(random) else { return false };
    let began = scene.record.now();
    let outcome = opened(&timely(shopper.get(path)).await);
    scene.record.count("page", outcome.clone());
    scene.record.page(region, began, outcome.clone());
    outcome.is_ok()
}

/// Looks at a cart, to see how many pieces are left; answers whether it came.
async fn count(scene: &Scene, region: usize, shopper: &mut Shopper, good: &Good) -> bool {
    let began = scene.record.now();
    let left = timely(shopper.pieces(&good.sku)).await;
    let (ended, act) = (scene.record.now(), Act::Stock { sku: good.sku.clone() });
    let outcome = match left {
        Ok(left) => Outcome::Left(left),
        Err(error) => Outcome::Unknown(kind(&error)),
    };
    let is_there = matches!(outcome, Outcome::Left(_));
    if let Outcome::Unknown(kind) = &outcome {
        scene.record.page(region, began, Err(format!("the cart: {kind}")));
    }
    scene.record.note(Entry { session: SESSION + region as u32, region, began, ended, act, outcome });
    is_there
}

/// A catalogue page either comes whole or has failed.
fn opened(answer: &Result<Page>) -> Result<(), String> {
    match (nothing(answer), answer) {
        (Some(kind), _) => Err(kind),
        (None, Ok(page)) if !page.status.is_success() => Err(page.status.as_u16().to_string()),
        _ => Ok(()),
    }
}
