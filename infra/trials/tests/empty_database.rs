//! A database without tables, as a region's is for a moment when its copy begins anew: a page waits for them a little,
//! then the shop says that it will be back, in its own words.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use outpost_trials::{Setup, Shop, shop};
use tempfile::TempDir;

/// How often it is tried that tables come in time: a busy machine may make them too late.
const TRIES: usize = 5;

async fn empty_shop() -> Result<(Shop, PathBuf, TempDir)> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("shop.db");
    let shop = Shop::open(&Setup { database: Some(database.clone()), ..Setup::default() }).await?;
    Ok((shop, database, folder))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_database_is_not_filled_yet_says_that_it_will_be_back() -> Result<()> {
    let (shop, _, _folder) = empty_shop().await?;
    let mut shopper = shop.shopper("en-gb");
    for path in ["/en-gb", "/en-gb/cart", "/en-gb/search?q=lamp"] {
        let page = shopper.get(path).await?;
        ensure!(page.status.as_u16() == 503, "{path} answers {}", page.status);
        ensure!(!page.header("retry-after").is_empty(), "{path} does not say when to come back");
        ensure!(page.heading().is_some_and(|heading| !heading.is_empty()), "{path} has no words");
    }
    ensure!(shop.log()?.contains("no such table"), "the operator is not told why");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_was_asked_for_before_there_were_tables_is_served_once_they_are_there() -> Result<()> {
    for _ in 0..TRIES {
        let (shop, database, _folder) = empty_shop().await?;
        let mut shopper = shop.shopper("en-gb");
        let asked = tokio::spawn(async move { shopper.get("/en-gb").await });
        // Without tables a page takes a tenth of that, unless it waits for them.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let was_open = !asked.is_finished();
        shop::migrate(&database).await?;
        let page = asked.await??;
        if was_open && page.status.is_success() {
            return Ok(());
        }
    }
    bail!("no page waited for its tables in {TRIES} tries")
}
