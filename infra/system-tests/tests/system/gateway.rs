//! Between the regions and the sqld that writes: whatever is killed there under load, each order is placed once, and no
//! number of regions stops the writer.

use std::collections::HashSet;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use outpost_regions::{Copies, Fleet, Place, Plan, free_address};
use outpost_system_tests::checkout::placed_number;
use outpost_system_tests::machine::Machine;
use outpost_system_tests::shop::{seed, variables, verify};
use outpost_system_tests::{Offer, Programs, Purchase, Review, Shopper};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

const PRODUCTS: u32 = 200;
/// Variants with fewer pieces are not bought.
const PIECES: u32 = 12;
/// Orders of a round, placed by so many shoppers at once.
const ORDERS: usize = 48;
const LANES: usize = 8;
/// Orders that are acknowledged before something is killed.
const BEFORE: usize = 12;
/// How long it stays away.
const AWAY: Duration = Duration::from_millis(300);
const PATIENCE: Duration = Duration::from_secs(120);
const ROUND_TRIP: Duration = Duration::from_millis(5);
const SYNC: Duration = Duration::from_millis(250);

/// A fleet in a folder of its own.
struct Fixture {
    fleet: Fleet,
    programs: Programs,
    _folder: TempDir,
}

/// A shopper in front of the button.
struct Attempt {
    shopper: Shopper,
    review: Review,
    number: Option<String>,
}

impl Fixture {
    /// So many regions beside embedded replicas; `None` where there is no sqld.
    async fn open(regions: usize) -> Result<Option<Self>> {
        let Some(copies) = Copies::at_hand().into_iter().next() else { return Ok(None) };
        let programs = Programs::built()?;
        let folder = tempfile::tempdir().context("making a folder for the fleet")?;
        let database = folder.path().join("shop.db");
        seed(&programs, &database, PRODUCTS).await?;
        let plan = Plan {
            programs: programs.clone(),
            folder: folder.path().to_owned(),
            database,
            copies,
            places: Place::anywhere(regions, ROUND_TRIP)?,
            sandbox: free_address()?,
            sync_interval: SYNC,
            variables: variables(),
            arguments: Vec::new(),
        };
        let fleet = Fleet::start(&plan).await?;
        Ok(Some(Self { fleet, programs, _folder: folder }))
    }

    fn shopper(&self, region: usize) -> Shopper {
        let regions = &self.fleet.regions;
        Shopper::new(&regions[region % regions.len()].place.origin(), "en-gb")
    }

    /// Shoppers of all regions, each in front of the button, in lanes that press side by side.
    async fn prepare(&self, offers: &[Offer], round: usize) -> Result<Vec<Vec<Attempt>>> {
        let mut preparing = JoinSet::new();
        for lane in 0..LANES {
            let purchases: Vec<_> = (lane..ORDERS)
                .step_by(LANES)
                .map(|number| Purchase {
                    sku: offers[(round * ORDERS + number) % offers.len()].sku.clone(),
                    quantity: 1,
                    email: format!("round-{round}-{number}@shop.example"),
                    payment: "card",
                })
                .collect();
            let shoppers: Vec<_> = purchases.iter().map(|_| self.shopper(lane)).collect();
            preparing.spawn(async move {
                let mut ready = Vec::new();
                for (mut shopper, purchase) in shoppers.into_iter().zip(purchases) {
                    let review = shopper.prepare(&purchase).await.with_context(|| purchase.sku.clone())?;
                    ready.push(Attempt { shopper, review, number: None });
                }
                anyhow::Ok(ready)
            });
        }
        preparing.join_all().await.into_iter().collect()
    }

    async fn verify(mut self) -> Result<()> {
        self.fleet.stop().await?;
        println!("{}", verify(&self.programs, &self.fleet.primary.database).await?);
        Ok(())
    }
}

/// Presses all buttons, and again for as long as the shop says that it cannot take the order now. `acknowledged` hears of
/// each order.
fn press(lanes: Vec<Vec<Attempt>>, acknowledged: &mpsc::UnboundedSender<()>) -> JoinSet<Result<Vec<Attempt>>> {
    let mut pressing = JoinSet::new();
    for mut lane in lanes {
        let acknowledged = acknowledged.clone();
        pressing.spawn(async move {
            for attempt in &mut lane {
                let answer = timeout(PATIENCE, attempt.shopper.place_with_retries(&attempt.review)).await??;
                let refused = || format!("an order was refused with {}: {:?}", answer.status, answer.heading());
                attempt.number = Some(placed_number(&answer).with_context(refused)?);
                acknowledged.send(())?;
            }
            Ok(lane)
        });
    }
    pressing
}

/// Every button gives the same order when it is pressed again.
async fn finish(pressing: JoinSet<Result<Vec<Attempt>>>, numbers: &mut HashSet<String>) -> Result<()> {
    for lane in pressing.join_all().await {
        for mut attempt in lane? {
            let again = placed_number(&attempt.shopper.place_with_retries(&attempt.review).await?);
            ensure!(again == attempt.number, "pressing again made {again:?} of {:?}", attempt.number);
            numbers.extend(again);
        }
    }
    Ok(())
}

#[derive(Clone, Copy, Debug)]
enum Killed {
    Gateway,
    Sqld,
    Both,
}

impl Killed {
    async fn kill(self, fleet: &mut Fleet) -> Result<()> {
        if !matches!(self, Self::Sqld) {
            fleet.gateway.process.kill().await?;
        }
        if !matches!(self, Self::Gateway) {
            fleet.primary.process.kill().await?;
        }
        sleep(AWAY).await;
        if !matches!(self, Self::Gateway) {
            fleet.primary.process.start().await?;
        }
        if !matches!(self, Self::Sqld) {
            fleet.gateway.process.start().await?;
        }
        Ok(())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killing_the_gateway_sqld_or_both_loses_no_order_and_doubles_none() -> Result<()> {
    let _machine = Machine::alone()?;
    let Some(mut fixture) = Fixture::open(2).await? else { return Ok(()) };
    let offers = fixture.shopper(0).offers(80, PIECES).await?;
    let rounds = [Killed::Gateway, Killed::Sqld, Killed::Both, Killed::Gateway];
    let mut numbers = HashSet::new();
    for (round, killed) in rounds.into_iter().enumerate() {
        let (sender, mut acknowledged) = mpsc::unbounded_channel();
        let pressing = press(fixture.prepare(&offers, round).await?, &sender);
        for _ in 0..BEFORE {
            timeout(PATIENCE, acknowledged.recv()).await.context("orders are not placed")?;
        }
        killed.kill(&mut fixture.fleet).await?;
        finish(pressing, &mut numbers).await.with_context(|| format!("{killed:?} was killed"))?;
        println!("{killed:?} was killed: {} orders", numbers.len());
    }
    ensure!(numbers.len() == rounds.len() * ORDERS, "{} orders for {} buttons", numbers.len(), rounds.len() * ORDERS);
    fixture.verify().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn six_regions_that_write_at_once_do_not_stop_the_writer() -> Result<()> {
    let _machine = Machine::alone()?;
    let Some(fixture) = Fixture::open(6).await? else { return Ok(()) };
    let offers = fixture.shopper(0).offers(80, PIECES).await?;
    let mut numbers = HashSet::new();
    let (sender, _acknowledged) = mpsc::unbounded_channel();
    for round in 0..4 {
        let pressing = press(fixture.prepare(&offers, round).await?, &sender);
        finish(pressing, &mut numbers).await?;
    }
    ensure!(numbers.len() == 4 * ORDERS, "{} orders", numbers.len());
    fixture.verify().await
}
