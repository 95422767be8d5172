//! A database without tables, as a region has for a moment while its copy is replaced: a read waits briefly for the
//! tables, then the shop answers with its own page and a `retry-after`.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Setup, Shop, shop};
use tempfile::TempDir;

/// Tries to create the tables in time: a busy machine may be too late.
const TRIES: usize = 5;

async fn empty_shop() -> Result<(Shop, PathBuf, TempDir)> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("shop.db");
    let shop = Shop::open(&Setup { database: Some(database.clone()), ..Setup::default() }).await?;
    Ok((shop, database, folder))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_database_is_empty_asks_to_come_back_later() -> Result<()> {
    let _machine = Machine::alone()?;
    let (shop, database, _folder) = empty_shop().await?;
    for reason in ["no such table", "seed it first"] {
        let mut shopper = shop.shopper("en-gb");
        for path in ["/en-gb", "/en-gb/cart", "/en-gb/search?q=lamp"] {
            let page = shopper.get(path).await?;
            ensure!(page.status.as_u16() == 503, "{reason}: {path} answers {}", page.status);
            ensure!(!page.header("retry-after").is_empty(), "{reason}: {path} sends no retry-after");
            ensure!(page.heading().is_some_and(|heading| !heading.is_empty()), "{reason}: {path} has no heading");
        }
        ensure!(shop.log()?.contains(reason), "the log does not say {reason:?}");
        shop::migrate(&database).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_that_finds_no_tables_waits_for_them() -> Result<()> {
    let _machine = Machine::alone()?;
    for _ in 0..TRIES {
        let (shop, database, _folder) = empty_shop().await?;
        let mut shopper = shop.shopper("en-gb");
        let asked = tokio::spawn(async move { shopper.get("/healthz").await });
        // Longer than an answer takes that does not wait for tables.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let was_open = !asked.is_finished();
        shop::migrate(&database).await?;
        let health = asked.await??;
        if was_open && health.text().contains("the copy is empty") {
            return Ok(());
        }
    }
    bail!("no read waited for tables in {TRIES} tries")
}
