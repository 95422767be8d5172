//! `outpost-drill`: faults under load for as long as one likes. `cargo xtask drill` starts it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Parser;
use outpost_regions::{Fleet, Kind};
use outpost_system_tests::drill::{self, FaultDurations, Fixture, Load, Record, Report, random_faults};

/// Inject faults under load in three regions, and hold what shoppers observe against what the shop promises.
#[derive(Debug, Parser)]
#[command(name = "outpost-drill", version)]
struct Arguments {
    /// Minutes of random faults
    #[arg(long, value_name = "N", default_value_t = 5.0)]
    minutes: f64,
    /// First every fault on its own, so many seconds long
    #[arg(long, value_name = "S")]
    each: Option<f64>,
    /// The same as --each 30
    #[arg(long, conflicts_with = "each")]
    long: bool,
    /// Seed of all random choices
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How regions get their copies
    #[arg(long, value_enum, default_value_t = Kind::Replica)]
    copies: Kind,
    /// Longest random fault, in seconds
    #[arg(long, value_name = "S", default_value_t = 30.0)]
    longest: f64,
    /// Round trip from an overseas region to the primary, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 150)]
    rtt_ms: u64,
    /// How often a region's copy is synced, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    sync_interval_ms: u64,
    /// Products in the catalogue
    #[arg(long, value_name = "N", default_value_t = 1000)]
    products: u32,
    /// Where the history is written when a promise is broken
    #[arg(long, value_name = "FILE", default_value = "drill-history.json")]
    history: PathBuf,
}

/// Seconds of every fault with --long: longer than any time limit of the shop.
const LONG_SECONDS: f64 = 30.0;

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<()> {
    let copies = arguments.copies.copies()?;
    println!("copies: {}; seed {}", copies.described(), arguments.seed);
    let round_trip = Duration::from_millis(arguments.rtt_ms);
    let sync_interval = Duration::from_millis(arguments.sync_interval_ms);
    let mut fixture = Fixture::open(&copies, arguments.products, round_trip, sync_interval).await?;
    let drilled = drill(&mut fixture, arguments).await;
    if drilled.is_err() {
        println!("its logs and databases are kept in {}", fixture.keep());
    }
    drilled
}

async fn drill(fixture: &mut Fixture, arguments: &Arguments) -> Result<()> {
    let load = Load { seed: arguments.seed, ..Load::default() };
    let mut reports = Vec::new();
    if let Some(seconds) = arguments.each.or(arguments.long.then_some(LONG_SECONDS)) {
        let duration = Duration::from_secs_f64(seconds);
        let durations = FaultDurations { outage: duration, other: duration };
        reports.extend(drill::every_fault(fixture, &load, durations).await?);
    }
    if arguments.minutes > 0.0 {
        let time = Duration::from_secs_f64(60.0 * arguments.minutes);
        let longest = Duration::from_secs_f64(arguments.longest);
        let faults = async |fleet: &mut Fleet, record: &Record| {
            random_faults(fleet, record, arguments.seed, time, longest).await
        };
        reports.push(drill::run("random faults", &mut fixture.fleet, &load, faults).await?);
    }
    let broken = print_reports(&reports, &arguments.history)?;
    println!("{}", fixture.verify().await?);
    if broken.is_empty() { Ok(()) } else { bail!("{}", broken.join("\n")) }
}

/// Prints the table and returns what is broken. Writes the first history that shows it to a file.
fn print_reports(reports: &[Report], history: &Path) -> Result<Vec<String>> {
    println!("{}", Report::heading());
    let mut broken = Vec::new();
    for report in reports {
        println!("{}", report.line());
        if let Err(error) = report.expect_clean() {
            if broken.is_empty() {
                report.write_history(history)?;
                println!("the history is in {}", history.display());
            }
            broken.push(error.to_string());
        }
    }
    Ok(broken)
}
