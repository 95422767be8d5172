//! After a drill: what became of every attempt, read once the shop has recovered.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tokio::time::sleep;

use super::outcome::{failure, order_state, with_deadline};
use super::record::Attempt;
use super::workload::{MARKET, StockedVariant, Workload};
use crate::checkout::placed_number;
use crate::history::{Found, OrderState, Outcome};
use crate::shopper::Shopper;

/// Time for the slowest copy to catch up and for every circuit breaker to close.
const RECOVERY: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(200);

/// Attempts by number, and the stock of each SKU.
pub(super) type Settled = (BTreeMap<u64, Found>, BTreeMap<String, u32>);

/// Places every order again that was not refused, and looks it up as anybody can.
pub(super) async fn settle(workload: &Workload) -> Result<Settled> {
    let mut found = BTreeMap::new();
    for attempt in workload.record.attempts() {
        let number = if attempt.is_refused { None } else { place_again(workload, &attempt).await? };
        let state = match &number {
            Some(number) => look_up(workload, &attempt, number).await?,
            None => OrderState::Absent,
        };
        let Attempt { id, sku, pieces, .. } = attempt;
        found.insert(id, Found { sku, pieces, number, state });
    }
    let (mut stock, started) = (BTreeMap::new(), Instant::now());
    for variant in &workload.variants {
        let orders = found.values().filter(|found| found.number.is_some() && found.sku == variant.sku);
        let sold: u32 = orders.map(|found| found.pieces).sum();
        let expected = variant.stock_before.saturating_sub(sold);
        stock.insert(variant.sku.clone(), settled_stock(workload, variant, expected, started).await);
    }
    Ok((found, stock))
}

/// The order's number, where it is placed.
async fn place_again(workload: &Workload, attempt: &Attempt) -> Result<Option<String>> {
    let (mut shopper, started) = (attempt.shopper.clone(), Instant::now());
    shopper.go_to(&workload.origins[0]);
    loop {
        let answer = with_deadline(shopper.place(&attempt.review)).await;
        match failure(&answer) {
            None => return Ok(answer.ok().as_ref().and_then(placed_number)),
            Some(kind) if started.elapsed() > RECOVERY => bail!("attempt {} cannot be settled: {kind}", attempt.id),
            Some(_) => sleep(PAUSE).await,
        }
    }
}

/// The state that somebody without cookies reads. A copy may lag, so an open order is read again until it is paid or
/// every copy has had time to catch up.
async fn look_up(workload: &Workload, attempt: &Attempt, number: &str) -> Result<OrderState> {
    let started = Instant::now();
    let is_paid = workload.record.is_paid(attempt.id);
    let region = attempt.id as usize % workload.origins.len();
    let mut anonymous = Shopper::new(&workload.origins[region], MARKET);
    loop {
        let answer = with_deadline(anonymous.track(number, &attempt.email)).await;
        let is_late = started.elapsed() > RECOVERY;
        match order_state(&answer, number) {
            Outcome::Order(OrderState::Open) if is_paid && !is_late => {}
            Outcome::Order(state) => return Ok(state),
            other if is_late => bail!("attempt {} cannot be looked up: {other:?}", attempt.id),
            _ => {}
        }
        sleep(PAUSE).await;
    }
}

/// The stock of a variant, once every region shows what is expected or the time since `started` is up.
async fn settled_stock(workload: &Workload, variant: &StockedVariant, expected: u32, started: Instant) -> u32 {
    loop {
        let mut shown = Vec::new();
        for origin in &workload.origins {
            shown.push(with_deadline(Shopper::new(origin, MARKET).stock_of(&variant.sku)).await.ok());
        }
        if started.elapsed() > RECOVERY || shown.iter().all(|stock| *stock == Some(expected)) {
            let unexpected = shown.into_iter().flatten().find(|stock| *stock != expected);
            return unexpected.unwrap_or(expected);
        }
        sleep(PAUSE).await;
    }
}
