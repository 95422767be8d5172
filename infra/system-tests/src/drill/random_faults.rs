//! Random faults, one after the other.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use outpost_regions::{Fleet, Mode};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::time::sleep;

use super::fault::Fault;
use super::record::Record;

/// How far a region's clock is off.
const CLOCK_SECONDS: i64 = 300;
/// Bandwidth of a slow link.
const SLOW_BYTES_PER_SECOND: u32 = 64 << 10;

/// Injects faults for `time`, chosen by `seed`; each lasts up to `longest`. Prints each one.
///
/// # Errors
/// As [`Fault::inject`].
pub async fn random_faults(
    fleet: &mut Fleet,
    record: &Record,
    seed: u64,
    time: Duration,
    longest: Duration,
) -> Result<()> {
    let (started, mut random) = (Instant::now(), Pcg64::seed_from_u64(seed));
    while started.elapsed() < time {
        let fault = any(&mut random, fleet)?;
        let duration = longest.mul_f64(random.random_range(0.2..1.0));
        println!("{:6.1} s: {fault} for {:.1} s", started.elapsed().as_secs_f64(), duration.as_secs_f64());
        fault.inject(fleet, record, duration).await.with_context(|| fault.to_string())?;
        sleep(longest.mul_f64(random.random_range(0.1..0.5))).await;
    }
    Ok(())
}

fn any(random: &mut Pcg64, fleet: &Fleet) -> Result<Fault> {
    let region = random.random_range(0..fleet.regions.len());
    let offset = if random.random_bool(0.5) { CLOCK_SECONDS } else { -CLOCK_SECONDS };
    let modes = [Mode::Cut, Mode::Silent, Mode::Unanswered, Mode::Slow(SLOW_BYTES_PER_SECOND)];
    let mode = *modes.choose(random).context("a mode")?;
    let faults = [
        Fault::KillPrimary,
        Fault::KillGateway,
        Fault::KillBoth,
        Fault::KillEdge(region),
        Fault::Link(region, mode),
        Fault::Link(region, Mode::Unanswered),
        Fault::EveryLink(mode),
        Fault::Truncate(region),
        Fault::Scramble(region),
        Fault::Clock(region, offset),
    ];
    let possible: Vec<Fault> = faults.into_iter().filter(|fault| fault.applies_to(fleet)).collect();
    possible.choose(random).copied().context("a fault")
}
