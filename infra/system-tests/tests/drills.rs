//! One fault after the other, each with load running: nothing acknowledged is lost, and catalogue pages go on coming.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use outpost_regions::Copies;
use outpost_system_tests::drill::{Ground, Lasting, Load, each};

const ROUND_TRIP: Duration = Duration::from_millis(40);
const SYNC: Duration = Duration::from_millis(300);
/// A primary stays away or silent, and a region cut off, for longer than any time limit of the shop.
const LASTING: Lasting = Lasting { outage: Duration::from_secs(30), other: Duration::from_secs(2) };

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_fault_loses_an_order_or_closes_the_shop() -> Result<()> {
    for copies in Copies::at_hand() {
        println!("copies: {}", copies.described());
        let mut ground = Ground::open(&copies, 200, ROUND_TRIP, SYNC).await?;
        let reports = each(&mut ground, &Load::default(), LASTING).await.with_context(|| copies.described())?;
        let broken: Vec<String> =
            reports.iter().filter_map(|report| report.expect_clean().err()).map(|error| error.to_string()).collect();
        println!("{}", ground.verify().await?);
        ensure!(broken.is_empty(), "{}: {}", copies.described(), broken.join("\n"));
    }
    Ok(())
}
