//! How many orders a second one primary takes: shoppers stand before the button, then all press it.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use outpost_system_tests::checkout::placed_number;
use outpost_system_tests::{Purchase, Review, Setup, Shop, Shopper};
use tokio::task::JoinSet;

use crate::load::{Measured, histogram};

/// Different variants that are bought, so that no order is refused.
const OFFERS: usize = 80;
/// Pieces of each that can be had at least.
const PIECES: u32 = 10;

/// Places `orders` orders over `lanes` connections at once, in a shop of its own, and verifies its database.
///
/// # Errors
/// When an order is refused, or the database is not in order afterwards.
pub async fn run(products: u32, orders: usize, lanes: usize) -> Result<Measured> {
    let mut shop = Shop::open(&Setup { products, ..Setup::default() }).await?;
    let measured = place(&shop.shopper("en-gb"), orders, lanes, "bench").await?;
    shop.verify().await?;
    Ok(measured)
}

/// Places `orders` orders over `lanes` connections at once; `name` tells them from those of other calls.
///
/// # Errors
/// When an order is refused.
pub async fn place(first: &Shopper, orders: usize, lanes: usize, name: &str) -> Result<Measured> {
    let offers = first.clone().offers(OFFERS, PIECES).await?;
    let orders = orders.min(offers.len() * PIECES as usize);
    let mut preparing = JoinSet::new();
    for lane in 0..lanes {
        let purchases = (lane..orders).step_by(lanes).map(|number| Purchase {
            sku: offers[number % offers.len()].sku.clone(),
            quantity: 1,
            email: format!("{name}-{number}@shop.example"),
            payment: "card",
        });
        preparing.spawn(prepare(first.clone(), purchases.collect()));
    }
    let mut ready = Vec::new();
    for lane in preparing.join_all().await {
        ready.push(lane?);
    }
    press(ready).await
}

/// Each purchase by a visitor of its own, all over one connection.
async fn prepare(first: Shopper, purchases: Vec<Purchase>) -> Result<Vec<(Shopper, Review)>> {
    let mut ready = Vec::with_capacity(purchases.len());
    for purchase in purchases {
        let mut shopper = first.clone();
        let review = shopper.prepare(&purchase).await.with_context(|| purchase.sku.clone())?;
        ready.push((shopper, review));
    }
    Ok(ready)
}

async fn press(ready: Vec<Vec<(Shopper, Review)>>) -> Result<Measured> {
    let began = Instant::now();
    let mut lanes = JoinSet::new();
    for lane in ready {
        lanes.spawn(async move {
            let mut latency = histogram()?;
            for (mut shopper, review) in lane {
                let began = Instant::now();
                let answer = shopper.place(&review).await?;
                latency.saturating_record(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
                ensure!(placed_number(&answer).is_some(), "an order was refused: {}", answer.status);
            }
            anyhow::Ok(latency)
        });
    }
    let mut latency = histogram()?;
    while let Some(lane) = lanes.join_next().await {
        latency.add(lane??).context("adding histograms")?;
    }
    Ok(Measured { elapsed: began.elapsed(), latency })
}
