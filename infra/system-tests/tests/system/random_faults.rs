//! Random faults under load, with a checker of everything that shoppers observe; and a test of the checker itself.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use outpost_regions::Copies;
use outpost_system_tests::drill::{self, Fixture, Load, random_faults};
use outpost_system_tests::history::Violation;
use outpost_system_tests::machine::Machine;
use tokio::time::sleep;

const ROUND_TRIP: Duration = Duration::from_millis(40);
const SYNC: Duration = Duration::from_millis(300);
const TIME: Duration = Duration::from_secs(20);
const LONGEST: Duration = Duration::from_secs(2);
const SEED: u64 = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_faults_break_no_promise() -> Result<()> {
    let _machine = Machine::alone()?;
    for copies in Copies::at_hand() {
        let mut fixture = Fixture::open(&copies, 200, ROUND_TRIP, SYNC).await?;
        let load = Load { seed: SEED, ..Load::default() };
        let report = drill::run("random faults", &mut fixture.fleet, &load, async |fleet, record| {
            random_faults(fleet, record, SEED, TIME, LONGEST).await
        })
        .await?;
        println!("{}\n{}", drill::Report::heading(), report.line());
        report.expect_clean().with_context(|| copies.described())?;
        println!("{}", fixture.verify().await?);
    }
    Ok(())
}

/// A browser without the consistency cookie has no guard: over a copy that lags, a shopper who has just paid sees an
/// order that waits for its payment. A checker that does not find that finds nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_checker_finds_stale_reads_when_the_guard_is_off() -> Result<()> {
    let _machine = Machine::alone()?;
    for copies in Copies::at_hand() {
        let mut fixture = Fixture::open(&copies, 100, Duration::ZERO, Duration::from_secs(2)).await?;
        let load = Load { keeps_consistency_cookie: false, ..Load::default() };
        let report = drill::run("guard off", &mut fixture.fleet, &load, async |_, _| {
            sleep(Duration::from_secs(5)).await;
            Ok(())
        })
        .await?;
        println!("{}\n{}", drill::Report::heading(), report.line());
        let is_stale = |violation: &&Violation| {
            matches!(violation, Violation::OwnWriteUnseen { .. } | Violation::NonMonotonicRead { .. })
        };
        let stale = report.violations.iter().filter(is_stale).count();
        println!("{stale} violations; the first: {}", report.violations.first().context("no violation")?);
        ensure!(stale == report.violations.len(), "other promises are broken, too: {:?}", report.violations);
    }
    Ok(())
}
