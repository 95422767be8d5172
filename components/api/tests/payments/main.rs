//! Money taken minus money refunded equals orders paid, to the cent, in whatever order things happen.
//!
//! Random walks through browser returns, webhooks (doubled, late, lost, out of order, forged), expiry, cancellation, retries
//! and crashes, over the real commands, routes and client, against a model of the sandbox. Each walk follows from its seed.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![allow(clippy::disallowed_methods, reason = "ids are drawn by the tests themselves")]

#[path = "../../../../db/tests/suite/fixture.rs"]
#[allow(dead_code, reason = "shared with the tests of outpost-db")]
mod fixture;
mod guards;
mod model;
mod ports;
mod requests;
mod steps;
mod sums;
mod world;

use steps::Walk;
use world::{Flaws, World};

/// Walks through one database; stock is filled up after each.
const WALKS: u64 = 500;
/// Steps of one walk.
const STEPS: u32 = 30;

/// Walks from `first` on. The error names the walk and what does not add up.
async fn walk(world: &World, first: u64, count: u64) -> Result<(), String> {
    for seed in first..first + count {
        world.restock().await;
        let mut walk = Walk::new(world, seed);
        let outcome = async {
            walk.run(STEPS).await?;
            sums::check(&walk).await
        };
        outcome.await.map_err(|fault| format!("walk {seed}: {fault}"))?;
    }
    Ok(())
}

async fn sound(first: u64) {
    let world = World::open(Flaws::default()).await;
    walk(&world, first, WALKS).await.unwrap();
    assert!(world.has_seen_everything(), "walks too short to mean something: {:?}", world.seen());
}

#[tokio::test]
async fn money_taken_minus_money_refunded_is_orders_paid() {
    sound(0).await;
}

#[tokio::test]
async fn money_taken_minus_money_refunded_is_orders_paid_in_a_second_five_hundred() {
    sound(10_000).await;
}

#[tokio::test]
async fn money_taken_minus_money_refunded_is_orders_paid_in_a_third_five_hundred() {
    sound(20_000).await;
}

#[tokio::test]
async fn money_taken_minus_money_refunded_is_orders_paid_in_a_fourth_five_hundred() {
    sound(30_000).await;
}
