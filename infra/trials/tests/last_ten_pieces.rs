//! No oversell: a thousand shoppers press the button at once for the last ten pieces.

use anyhow::{Result, ensure};
use outpost_trials::{Setup, Shop, rush};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_ten_pieces_are_sold_once() -> Result<()> {
    let mut shop = Shop::open(&Setup { products: 60, ..Setup::default() }).await?;
    let last = rush::leave_ten(&shop.origin()).await?;
    ensure!(last.are_shown(&shop.origin()).await?, "ten pieces are not what is left");
    last.rush(&[shop.origin()]).await?;
    let left = shop.shopper("en-gb").offer(&last.product).await?;
    assert_ne!(left.map(|left| left.sku), Some(last.offer.sku), "the page still offers what is sold out");
    println!("{}", shop.verify().await?);
    Ok(())
}
