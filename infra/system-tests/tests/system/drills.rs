//! One fault after the other, each under load: no acknowledged order is lost, and catalogue pages are served throughout.

use std::env;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use outpost_regions::Copies;
use outpost_system_tests::drill::{FaultDurations, Fixture, Load, every_fault};
use outpost_system_tests::machine::Machine;

const ROUND_TRIP: Duration = Duration::from_millis(40);
const SYNC: Duration = Duration::from_millis(300);
/// Long enough for the circuit breaker to open and for a buyer to give up.
const SHORT: FaultDurations = FaultDurations { outage: Duration::from_secs(5), other: Duration::from_secs(1) };
/// Longer than any time limit of the shop.
const LONG: FaultDurations = FaultDurations { outage: Duration::from_secs(30), other: Duration::from_secs(30) };

/// Short, unless `cargo xtask test --long` asks for more.
fn durations() -> FaultDurations {
    if env::var_os("OUTPOST_LONG_DRILLS").is_some() { LONG } else { SHORT }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_fault_loses_an_order_or_closes_the_shop() -> Result<()> {
    let _machine = Machine::alone()?;
    for copies in Copies::at_hand() {
        println!("copies: {}", copies.described());
        let mut fixture = Fixture::open(&copies, 200, ROUND_TRIP, SYNC).await?;
        let reports = every_fault(&mut fixture, &Load::default(), durations()).await;
        let reports = reports.with_context(|| copies.described())?;
        let broken: Vec<String> =
            reports.iter().filter_map(|report| report.expect_clean().err()).map(|error| error.to_string()).collect();
        println!("{}", fixture.verify().await?);
        ensure!(broken.is_empty(), "{}: {}", copies.described(), broken.join("\n"));
    }
    Ok(())
}
