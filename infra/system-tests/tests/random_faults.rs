//! Random faults under load, with a checker over everything that was seen; and the checker's own trial.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use outpost_regions::Copies;
use outpost_system_tests::drill::{self, Ground, Load, random_faults};
use outpost_system_tests::history::Violation;
use tokio::time::sleep;

const ROUND_TRIP: Duration = Duration::from_millis(40);
const SYNC: Duration = Duration::from_millis(300);
const TIME: Duration = Duration::from_secs(20);
const LONGEST: Duration = Duration::from_secs(2);
const SEED: u64 = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn random_faults_break_no_promise() -> Result<()> {
    for copies in Copies::at_hand() {
        let mut ground = Ground::open(&copies, 200, ROUND_TRIP, SYNC).await?;
        let load = Load { seed: SEED, ..Load::default() };
        let report = drill::run("random faults", &mut ground.fleet, &load, async |fleet, record| {
            random_faults(fleet, record, SEED, TIME, LONGEST).await
        })
        .await?;
        println!("{}\n{}", drill::Report::heading(), report.line());
        report.expect_clean().with_context(|| copies.described())?;
        println!("{}", ground.verify().await?);
    }
    Ok(())
}

/// Browsers that do not send back what tells the shop of their last write have no guard: with copies that lag, a
/// shopper who has just paid sees an order that waits for its payment. A checker that does not see that sees nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_checker_finds_out_when_the_guard_is_off() -> Result<()> {
    for copies in Copies::at_hand() {
        let mut ground = Ground::open(&copies, 100, Duration::ZERO, Duration::from_secs(2)).await?;
        let load = Load { keeps_written: false, ..Load::default() };
        let report = drill::run("guard off", &mut ground.fleet, &load, async |_, _| {
            sleep(Duration::from_secs(5)).await;
            Ok(())
        })
        .await?;
        println!("{}\n{}", drill::Report::heading(), report.line());
        let stale =
            |violation: &&Violation| matches!(violation, Violation::OwnWriteUnseen { .. } | Violation::WentBack { .. });
        let unseen = report.violations.iter().filter(stale).count();
        println!("{unseen} violations; the first: {}", report.violations.first().context("no violation")?);
        ensure!(unseen == report.violations.len(), "there is more that is wrong: {:?}", report.violations);
    }
    Ok(())
}
