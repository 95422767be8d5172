//! No oversell: a thousand shoppers press the button at once for the last ten pieces.

use anyhow::Result;
use outpost_system_tests::{Setup, Shop, in_every_mode, rush};

async fn ten_pieces_are_sold_once(mut shop: Shop) -> Result<()> {
    let last = rush::leave_ten(&shop.origin()).await?;
    last.are_shown(&[shop.origin()]).await?;
    last.rush(&[shop.origin()]).await?;
    last.are_gone(&shop.origin()).await?;
    println!("{}", shop.verify().await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_ten_pieces_are_sold_once() -> Result<()> {
    in_every_mode(&Setup { products: 60, ..Setup::default() }, ten_pieces_are_sold_once).await
}
