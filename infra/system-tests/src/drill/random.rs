//! Random faults, one after the other.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use outpost_regions::{Fleet, Mode};
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::time::sleep;

use super::{Fault, Record};

/// Five minutes: as far as a clock may be off.
const CLOCK_SECONDS: i64 = 300;
/// Bytes a second of a way that is slow.
const SLOW: u32 = 64 << 10;

/// Has faults happen for `time`, chosen by `seed`; each lasts up to `longest`. Says what happens when it does.
///
/// # Errors
/// As [`Fault::strike`].
pub async fn random_faults(
    fleet: &mut Fleet,
    record: &Record,
    seed: u64,
    time: Duration,
    longest: Duration,
) -> Result<()> {
    let (began, mut random) = (Instant::now(), Pcg64::seed_from_u64(seed));
    while began.elapsed() < time {
        let fault = any(&mut random, fleet)?;
        let lasting = longest.mul_f64(random.random_range(0.2..1.0));
        println!("{:6.1} s: {fault} for {:.1} s", began.elapsed().as_secs_f64(), lasting.as_secs_f64());
        fault.strike(fleet, record, lasting).await.with_context(|| fault.to_string())?;
        sleep(longest.mul_f64(random.random_range(0.1..0.5))).await;
    }
    Ok(())
}

fn any(random: &mut Pcg64, fleet: &Fleet) -> Result<Fault> {
    let region = random.random_range(0..fleet.regions.len());
    let offset = if random.random_bool(0.5) { CLOCK_SECONDS } else { -CLOCK_SECONDS };
    let mode = *[Mode::Cut, Mode::Silent, Mode::Unanswered, Mode::Slow(SLOW)].choose(random).context("a mode")?;
    let faults = [
        Fault::KillPrimary,
        Fault::KillEdge(region),
        Fault::Way(region, mode),
        Fault::Way(region, Mode::Unanswered),
        Fault::EveryWay(mode),
        Fault::Truncate(region),
        Fault::Scramble(region),
        Fault::Clock(region, offset),
    ];
    let possible: Vec<Fault> = faults.into_iter().filter(|fault| fault.can_hit(fleet)).collect();
    possible.choose(random).copied().context("a fault")
}
