//! No oversell: a thousand shoppers order the last ten pieces at the same time.

use anyhow::Result;
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Setup, Shop, contention, in_every_mode};

async fn ten_pieces_are_sold_once(mut shop: Shop) -> Result<()> {
    let last = contention::leave_ten(&shop.origin()).await?;
    last.wait_until_shown(&[shop.origin()]).await?;
    last.sell(&[shop.origin()]).await?;
    last.wait_until_sold_out(&shop.origin()).await?;
    println!("{}", shop.verify().await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_ten_pieces_are_sold_once() -> Result<()> {
    let _machine = Machine::alone()?;
    in_every_mode(&Setup { products: 60, ..Setup::default() }, ten_pieces_are_sold_once).await
}
