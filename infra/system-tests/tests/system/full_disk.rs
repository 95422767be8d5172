//! The primary's disk is full: pages are served, an order is refused with a page, and the same request succeeds once
//! there is room.

use anyhow::{Context, Result, ensure};
use outpost_system_tests::checkout::placed_number;
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Programs, Purchase, Setup, Shop, SmallDisk, shop};

const PRODUCTS: u32 = 60;
/// Size of the disk in MiB: room for the database and a few orders.
const DISK_MIB: u64 = 24;

async fn a_full_disk_loses_nothing() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let Some(disk) = SmallDisk::mount(folder.path(), DISK_MIB)? else { return Ok(()) };
    let database = folder.path().join("shop.db");
    shop::seed(&Programs::built()?, &database, PRODUCTS).await?;
    let setup = Setup { database: Some(database), ..Setup::default() };
    let mut shop = Shop::open(&setup).await?;
    let mut shopper = shop.shopper("en-gb");
    let offer = shopper.offers(1, 2).await?.remove(0);
    let purchase = Purchase { sku: offer.sku, quantity: 1, email: "full@shop.example".to_owned(), payment: "transfer" };
    let review = shopper.prepare(&purchase).await?;

    disk.fill()?;
    for _ in 0..2 {
        let answer = shopper.place(&review).await?;
        ensure!(answer.status.as_u16() == 503, "a full disk answers {}: {}", answer.status, answer.text());
        ensure!(!answer.header("retry-after").is_empty(), "there is no retry-after");
        ensure!(answer.heading().is_some_and(|heading| !heading.is_empty()), "there is no heading");
    }
    ensure!(shop.log()?.contains("the database is full"), "the log does not say why");
    let home = shopper.get("/en-gb").await?;
    ensure!(home.status.as_u16() == 200, "pages answer {}", home.status);

    disk.clear()?;
    let placed = placed_number(&shopper.place(&review).await?).context("the order is not placed once there is room")?;
    let again = placed_number(&shopper.place(&review).await?).context("the second request is refused")?;
    ensure!(placed == again, "two requests placed {placed} and {again}");
    shop.verify().await?;
    drop(shop);
    drop(disk);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_primary_whose_disk_is_full_refuses_orders_and_loses_nothing() -> Result<()> {
    let _machine = Machine::alone()?;
    a_full_disk_loses_nothing().await
}
