//! A database without tables: the shop says that it will be back, and opens by itself.

use anyhow::{Result, ensure};
use outpost_trials::{Programs, Setup, Shop, shop};

const PRODUCTS: u32 = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_database_is_not_filled_yet_opens_by_itself() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("shop.db");
    let mut shop = Shop::open(&Setup { database: Some(database.clone()), ..Setup::default() }).await?;
    let mut shopper = shop.shopper("en-gb");
    for path in ["/en-gb", "/en-gb/cart", "/en-gb/search?q=lamp"] {
        let page = shopper.get(path).await?;
        ensure!(page.status.as_u16() == 503, "{path} answers {}", page.status);
        ensure!(!page.header("retry-after").is_empty(), "{path} does not say when to come back");
        ensure!(page.heading().is_some_and(|heading| !heading.is_empty()), "{path} has no words");
    }
    ensure!(shop.log()?.contains("no such table"), "the operator is not told why");
    shop::seed(&Programs::built()?, &database, PRODUCTS).await?;
    let home = shopper.get("/en-gb").await?;
    ensure!(home.status.as_u16() == 200, "the home page answers {}", home.status);
    shop.verify().await?;
    Ok(())
}
