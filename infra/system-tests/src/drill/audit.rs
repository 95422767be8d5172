//! After a drill: what became of every attempt, asked of a shop that is whole again.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tokio::time::sleep;

use super::buyer::{as_seen, timely};
use super::record::{Attempt, nothing};
use super::scene::{Good, MARKET, Scene};
use crate::checkout::placed_number;
use crate::history::{Found, Outcome, Seen};
use crate::shopper::Shopper;

/// Time for the slowest copy to have everything, and for every breaker to close.
const RECOVERY: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(200);

/// Attempts by number, and the pieces that are left of each SKU.
pub(super) type Settled = (BTreeMap<u64, Found>, BTreeMap<String, u32>);

/// Presses every button again that was not answered with no, and looks for each order as anybody can.
pub(super) async fn settle(scene: &Scene) -> Result<Settled> {
    let mut found = BTreeMap::new();
    for attempt in scene.record.attempts() {
        let number = if attempt.is_refused { None } else { press(scene, &attempt).await? };
        let seen = match &number {
            Some(number) => track(scene, &attempt, number).await?,
            None => Seen::Absent,
        };
        let Attempt { id, sku, pieces, .. } = attempt;
        found.insert(id, Found { sku, pieces, number, seen });
    }
    let (mut after, began) = (BTreeMap::new(), Instant::now());
    for good in &scene.goods {
        let of_good = found.values().filter(|found| found.number.is_some() && found.sku == good.sku);
        let sold: u32 = of_good.map(|found| found.pieces).sum();
        after.insert(good.sku.clone(), stock(scene, good, good.before.saturating_sub(sold), began).await);
    }
    Ok((found, after))
}

/// The order's number, where there is one.
async fn press(scene: &Scene, attempt: &Attempt) -> Result<Option<String>> {
    let (mut shopper, began) = (attempt.shopper.clone(), Instant::now());
    shopper.go_to(&scene.origins[0]);
    loop {
        let answer = timely(shopper.place(&attempt.review)).await;
        match nothing(&answer) {
            None => return Ok(answer.ok().as_ref().and_then(placed_number)),
            Some(kind) if began.elapsed() > RECOVERY => bail!("attempt {} cannot be settled: {kind}", attempt.id),
            Some(_) => sleep(PAUSE).await,
        }
    }
}

/// What somebody without cookies sees of it: a copy may lag, so an open order is looked at until it is paid or the
/// primary has long been caught up with.
async fn track(scene: &Scene, attempt: &Attempt, number: &str) -> Result<Seen> {
    let began = Instant::now();
    let paid = scene.record.is_paid(attempt.id);
    let mut stranger = Shopper::new(&scene.origins[attempt.id as usize % scene.origins.len()], MARKET);
    loop {
        let answer = timely(stranger.track(number, &attempt.email)).await;
        let is_late = began.elapsed() > RECOVERY;
        match as_seen(&answer, number) {
            Outcome::Seen(Seen::Open) if paid && !is_late => {}
            Outcome::Seen(seen) => return Ok(seen),
            other if is_late => bail!("attempt {} cannot be looked at: {other:?}", attempt.id),
            _ => {}
        }
        sleep(PAUSE).await;
    }
}

/// How many pieces are left, once every region says what is expected, or has had its time since `began`.
async fn stock(scene: &Scene, good: &Good, expected: u32, began: Instant) -> u32 {
    loop {
        let mut shown = Vec::new();
        for origin in &scene.origins {
            shown.push(timely(Shopper::new(origin, MARKET).pieces(&good.sku)).await.ok());
        }
        if began.elapsed() > RECOVERY || shown.iter().all(|left| *left == Some(expected)) {
            let wrong = shown.into_iter().flatten().find(|left| *left != expected);
            return wrong.unwrap_or(expected);
        }
        sleep(PAUSE).await;
    }
}
