//! A database without tables, as a region's is for a moment when its copy begins anew: the shop says that it will be
//! back, in its own words.

use anyhow::{Result, ensure};
use outpost_trials::{Setup, Shop};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_database_is_not_filled_yet_says_that_it_will_be_back() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let setup = Setup { database: Some(folder.path().join("shop.db")), ..Setup::default() };
    let shop = Shop::open(&setup).await?;
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
