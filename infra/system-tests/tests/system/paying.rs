//! Paying at the payment sandbox: whatever the provider, the shopper or the way to the primary does, money that was taken is
//! booked once, and nothing else is.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use http::StatusCode;
use outpost_regions::{Copies, Sandbox};
use outpost_system_tests::drill::Fixture;
use outpost_system_tests::machine::Machine;
use outpost_system_tests::paying::{ASKS, DECLINES, PAYS, script, totals};
use outpost_system_tests::{HostedPage, Offer, Purchase, Setup, Shop, Shopper, placed_number};
use serde_json::json;
use tokio::time::sleep;

/// A webhook is sent at once or by a job that runs every second, and again with growing pauses.
const BOOKED: Duration = Duration::from_secs(60);
const ROUND_TRIP: Duration = Duration::from_millis(40);
const SYNC: Duration = Duration::from_millis(250);

/// An order that waits for a card. Returns its number.
async fn order(shopper: &mut Shopper, offer: &Offer) -> Result<String> {
    // So many orders of one mail address may wait for their payment.
    let email = format!("{}-{}@shop.example", offer.sku.to_lowercase(), rand::random::<u32>());
    let review = shopper.prepare(&Purchase { sku: offer.sku.clone(), quantity: 1, email, payment: "card" }).await?;
    let answer = shopper.place(&review).await?;
    placed_number(&answer).with_context(|| format!("the order was answered with {}", answer.status))
}

/// Goes to the provider's page.
async fn hosted(shopper: &mut Shopper, number: &str) -> Result<HostedPage> {
    let answer = shopper.start_payment(number).await?;
    HostedPage::after(shopper, &answer).with_context(|| format!("no way to the provider: {}", answer.status))
}

async fn status(shopper: &mut Shopper, number: &str) -> Result<String> {
    let page = shopper.get(&shopper.path(&format!("/orders/{number}"))).await?;
    Ok(page.order_status().unwrap_or_else(|| page.status.to_string()))
}

async fn becomes_paid(shopper: &mut Shopper, number: &str) -> Result<()> {
    let began = Instant::now();
    loop {
        let status = status(shopper, number).await?;
        if status == "paid" {
            return Ok(());
        }
        ensure!(began.elapsed() < BOOKED, "{number} is {status} after {BOOKED:?}");
        sleep(Duration::from_millis(200)).await;
    }
}

async fn a_declined_card_loses_nothing_and_another_pays(shopper: &mut Shopper, number: &str) -> Result<()> {
    let mut page = hosted(shopper, number).await?;
    let declined = page.charge(DECLINES).await?;
    ensure!(declined.status == StatusCode::PAYMENT_REQUIRED, "{}", declined.status);
    ensure!(status(shopper, number).await? == "awaiting_payment", "a declined order stays open");
    let paid = page.charge(PAYS).await?;
    shopper.come_back(&paid).await?;
    becomes_paid(shopper, number).await
}

async fn a_bank_that_asks_is_answered(shopper: &mut Shopper, number: &str) -> Result<()> {
    let mut page = hosted(shopper, number).await?;
    page.charge(ASKS).await?;
    let refused = page.answer_bank("refuse").await?;
    ensure!(refused.status == StatusCode::PAYMENT_REQUIRED, "{}", refused.status);
    page.charge(ASKS).await?;
    let paid = page.answer_bank("approve").await?;
    shopper.come_back(&paid).await?;
    becomes_paid(shopper, number).await
}

async fn a_silent_provider_charges_nothing(shopper: &mut Shopper, number: &str, sandbox: &Sandbox) -> Result<()> {
    for silence in ["before", "after"] {
        script(sandbox, &json!({ "target": number, "silent_calls": 1, "silence": silence })).await?;
        let silent = shopper.start_payment(number).await?;
        ensure!(HostedPage::after(shopper, &silent).is_none(), "{silence}: {:?}", silent.location());
        ensure!(status(shopper, number).await? == "awaiting_payment", "{silence}: the order stays open");
    }
    shopper.pay(number).await?;
    becomes_paid(shopper, number).await
}

async fn a_webhook_books_what_the_shopper_did_not_see(
    shopper: &mut Shopper,
    number: &str,
    sandbox: &Sandbox,
) -> Result<()> {
    let doubled = json!({ "target": number, "charge": "timeout", "webhook_copies": 2, "webhooks_reversed": true });
    script(sandbox, &doubled).await?;
    let silent = hosted(shopper, number).await?.charge(PAYS).await?;
    ensure!(silent.status == StatusCode::GATEWAY_TIMEOUT, "{}", silent.status);
    becomes_paid(shopper, number).await
}

async fn the_shopper_who_comes_back_books_what_no_webhook_tells(
    shopper: &mut Shopper,
    number: &str,
    sandbox: &Sandbox,
) -> Result<()> {
    script(sandbox, &json!({ "target": number, "webhook_copies": 0 })).await?;
    shopper.pay(number).await?;
    ensure!(status(shopper, number).await? == "paid", "the shop asks the provider");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn money_that_was_taken_is_booked_once_whatever_the_provider_does() -> Result<()> {
    let _machine = Machine::alone()?;
    let mut shop = Shop::open(&Setup { products: 60, ..Setup::default() }).await?;
    let offers = shop.shopper("en-gb").offers(6, 2).await?;
    let mut orders = Vec::new();
    for offer in &offers {
        let mut shopper = shop.shopper("en-gb");
        let number = order(&mut shopper, offer).await?;
        orders.push((shopper, number));
    }
    let mut orders = orders.into_iter();
    let mut next = || orders.next().context("too few offers");
    let sandbox = shop.sandbox()?;
    let (mut shopper, number) = next()?;
    shopper.pay(&number).await?;
    becomes_paid(&mut shopper, &number).await?;
    let (mut shopper, number) = next()?;
    a_declined_card_loses_nothing_and_another_pays(&mut shopper, &number).await?;
    let (mut shopper, number) = next()?;
    a_bank_that_asks_is_answered(&mut shopper, &number).await?;
    let (mut shopper, number) = next()?;
    a_silent_provider_charges_nothing(&mut shopper, &number, sandbox).await?;
    let (mut shopper, number) = next()?;
    a_webhook_books_what_the_shopper_did_not_see(&mut shopper, &number, sandbox).await?;
    let (mut shopper, number) = next()?;
    the_shopper_who_comes_back_books_what_no_webhook_tells(&mut shopper, &number, sandbox).await?;
    let (captured, refunded) = totals(sandbox).await?;
    println!("the sandbox took {captured} and gave {refunded} back");
    ensure!(captured > 0 && refunded == 0, "nobody paid twice");
    println!("{}", shop.verify().await?);
    Ok(())
}

/// The primary goes away after the money was taken and before that is written down.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_is_booked_once_the_primary_is_back() -> Result<()> {
    let _machine = Machine::alone()?;
    let Some(copies) = Copies::at_hand().into_iter().next() else { return Ok(()) };
    let mut fixture = Fixture::open(&copies, 60, ROUND_TRIP, SYNC).await?;
    let offer = fixture.shopper(0).offers(1, 3).await?.pop().context("nothing to buy")?;
    let mut paying = Vec::new();
    for region in 0..3 {
        let mut shopper = fixture.shopper(region);
        let number = order(&mut shopper, &offer).await?;
        let page = hosted(&mut shopper, &number).await?;
        paying.push((shopper, number, page));
    }
    fixture.fleet.gateway.process.kill().await?;
    for (shopper, number, page) in &mut paying {
        let paid = page.charge(PAYS).await?;
        let back = shopper.come_back(&paid).await?;
        ensure!(status(shopper, number).await? == "awaiting_payment", "{number}: {}", back.status);
    }
    fixture.fleet.gateway.process.start().await?;
    for (shopper, number, _) in &mut paying {
        becomes_paid(shopper, number).await?;
    }
    let (captured, refunded) = totals(&fixture.fleet.sandbox).await?;
    ensure!(captured > 0 && refunded == 0, "{captured} taken, {refunded} given back");
    println!("{}", fixture.verify().await?);
    Ok(())
}
