//! Acknowledged orders survive: the host is killed under a load of orders, again and again.

use std::collections::{BTreeMap, HashSet};
use std::net::IpAddr;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use outpost_system_tests::checkout::placed_number;
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Offer, Purchase, Review, Setup, Shop, Shopper, in_every_mode};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

const ROUNDS: usize = 20;
/// Orders of a round, and how many shoppers place them at once.
const ORDERS: usize = 40;
const AT_ONCE: usize = 8;
/// Variants with less stock are not bought.
const PIECES: u32 = 12;
const ACKNOWLEDGE_TIMEOUT: Duration = Duration::from_secs(60);

/// A shopper on the review page, and what came of placing the order.
#[derive(Clone)]
struct Attempt {
    shopper: Shopper,
    review: Review,
    email: String,
    /// The number, once the shop has acknowledged the order.
    number: Option<String>,
}

async fn prepare(shop: &Shop, offers: &[Offer], round: usize) -> Result<Vec<Attempt>> {
    let mut preparing = JoinSet::new();
    for lane in 0..AT_ONCE {
        let numbers = (lane..ORDERS).step_by(AT_ONCE);
        let purchases: Vec<Purchase> = numbers
            .map(|number| Purchase {
                sku: offers[(round * ORDERS + number) % offers.len()].sku.clone(),
                quantity: 1,
                email: format!("round-{round}-{number}@shop.example"),
                payment: "card",
            })
            .collect();
        let shoppers: Vec<Shopper> = purchases.iter().map(|_| shop.shopper("en-gb")).collect();
        preparing.spawn(async move {
            let mut ready = Vec::new();
            for (mut shopper, purchase) in shoppers.into_iter().zip(purchases) {
                let review = shopper.prepare(&purchase).await.with_context(|| purchase.sku.clone())?;
                ready.push(Attempt { shopper, review, email: purchase.email, number: None });
            }
            anyhow::Ok(ready)
        });
    }
    let mut all = Vec::new();
    for ready in preparing.join_all().await {
        all.extend(ready?);
    }
    Ok(all)
}

/// Places the orders, and kills the host once so many are acknowledged.
async fn place_and_kill(shop: &mut Shop, attempts: Vec<Attempt>, acknowledged: usize) -> Result<Vec<Attempt>> {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let mut lanes: Vec<Vec<Attempt>> = vec![Vec::new(); AT_ONCE];
    for (number, attempt) in attempts.into_iter().enumerate() {
        lanes[number % AT_ONCE].push(attempt);
    }
    let mut placing = JoinSet::new();
    for mut lane in lanes {
        let sender = sender.clone();
        placing.spawn(async move {
            for attempt in &mut lane {
                // A request that the kill interrupts fails: not acknowledged, perhaps placed.
                let answer = attempt.shopper.place(&attempt.review).await;
                attempt.number = answer.as_ref().ok().and_then(placed_number);
                let outcome = answer.map_or_else(|error| format!("{error:#}"), |answer| answer.status.to_string());
                sender.send((attempt.number.is_some(), outcome))?;
            }
            anyhow::Ok(lane)
        });
    }
    drop(sender);
    let (mut placed, mut others) = (0, BTreeMap::<String, usize>::new());
    while placed < acknowledged {
        match timeout(ACKNOWLEDGE_TIMEOUT, receiver.recv()).await {
            Ok(Some((true, _))) => placed += 1,
            Ok(Some((false, outcome))) => *others.entry(outcome).or_default() += 1,
            Ok(None) | Err(_) => bail!("{placed} orders were acknowledged, not {acknowledged}; others: {others:?}"),
        }
    }
    shop.kill().await?;
    placing.join_all().await.into_iter().collect::<Result<Vec<_>>>().map(|lanes| lanes.into_iter().flatten().collect())
}

/// Checks that every acknowledged order exists, and places all others by the same form.
async fn check_and_finish(attempts: &mut [Attempt]) -> Result<()> {
    for attempt in attempts {
        let before = attempt.number.clone();
        let answer = attempt.shopper.place_with_retries(&attempt.review).await?;
        let Some(number) = placed_number(&answer) else {
            bail!("placing again was refused with {}: {:?}", answer.status, answer.heading());
        };
        if let Some(before) = before {
            ensure!(before == number, "placing again gave {number}, not {before}");
        }
        let path = attempt.shopper.path(&format!("/orders/{number}"));
        let page = attempt.shopper.get(&path).await?;
        ensure!(page.status.is_success(), "{number} is not found: {}", page.status);
        ensure!(page.text().contains(&number) && page.text().contains(&attempt.email), "{number} shows another order");
        attempt.number = Some(number);
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_orders_survive_kill_9() -> Result<()> {
    let _machine = Machine::alone()?;
    in_every_mode(&Setup { products: 200, ..Setup::default() }, orders_survive).await
}

async fn orders_survive(mut shop: Shop) -> Result<()> {
    let offers = shop.shopper("en-gb").offers(100, PIECES).await?;
    ensure!(offers.len() * PIECES as usize >= ROUNDS * ORDERS, "only {} variants have enough pieces", offers.len());
    let mut random = Pcg64::seed_from_u64(20);
    let (mut numbers, mut unanswered) = (HashSet::new(), 0);
    for round in 0..ROUNDS {
        let attempts = prepare(&shop, &offers, round).await?;
        let acknowledged = random.random_range(1..=ORDERS / 2);
        let mut attempts = place_and_kill(&mut shop, attempts, acknowledged).await?;
        unanswered += attempts.iter().filter(|attempt| attempt.number.is_none()).count();
        shop.start().await?;
        track_acknowledged(&shop, &attempts, round).await.with_context(|| format!("round {round}"))?;
        check_and_finish(&mut attempts).await.with_context(|| format!("round {round}"))?;
        numbers.extend(attempts.into_iter().filter_map(|attempt| attempt.number));
    }
    assert_eq!(numbers.len(), ROUNDS * ORDERS, "each order exactly once");
    assert!(unanswered > ROUNDS, "the kills interrupted no requests");
    println!("{}", shop.verify().await?);
    Ok(())
}

/// Checks that somebody without cookies finds each acknowledged order before it is placed again. Each look-up comes from
/// another address, because look-ups are rate-limited by address.
async fn track_acknowledged(shop: &Shop, attempts: &[Attempt], round: usize) -> Result<()> {
    for (at, attempt) in attempts.iter().enumerate() {
        let Some(number) = &attempt.number else { continue };
        let address = IpAddr::from([127, 0, u8::try_from(1 + round)?, u8::try_from(1 + at)?]);
        let page = Shopper::at(&shop.origin(), "en-gb", Some(address)).track(number, &attempt.email).await?;
        ensure!(page.status.is_success() && page.text().contains(number), "{number} is not found: {}", page.status);
    }
    Ok(())
}
