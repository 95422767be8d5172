//! `outpost-drill`: random faults for as long as one likes; `cargo xtask drill` starts it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Parser;
use outpost_regions::{Fleet, Kind};
use outpost_system_tests::drill::{self, Ground, Lasting, Load, Record, Report, random_faults};

/// Break things under load in three regions and hold what shoppers saw against what the shop promises.
#[derive(Debug, Parser)]
#[command(name = "outpost-drill", version)]
struct Arguments {
    /// Minutes of random faults
    #[arg(long, value_name = "N", default_value_t = 5.0)]
    minutes: f64,
    /// First each fault of the list for itself, so many seconds long
    #[arg(long, value_name = "S")]
    each: Option<f64>,
    /// Where all chance comes from
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How regions get at the data
    #[arg(long, value_enum, default_value_t = Kind::Auto)]
    copies: Kind,
    /// Seconds that a fault lasts at the most
    #[arg(long, value_name = "S", default_value_t = 30.0)]
    longest: f64,
    /// Time from an overseas region to the primary and back, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 150)]
    rtt_ms: u64,
    /// How often a region asks for what is new, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    sync_interval_ms: u64,
    /// Products in the catalogue
    #[arg(long, value_name = "N", default_value_t = 1000)]
    products: u32,
    /// Where the history goes when a promise was broken
    #[arg(long, value_name = "FILE", default_value = "drill-history.json")]
    history: PathBuf,
}

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
    let mut ground = Ground::open(&copies, arguments.products, round_trip, sync_interval).await?;
    let drilled = drill(&mut ground, arguments).await;
    if drilled.is_err() {
        println!("its logs and databases are kept in {}", ground.keep());
    }
    drilled
}

async fn drill(ground: &mut Ground, arguments: &Arguments) -> Result<()> {
    let load = Load { seed: arguments.seed, ..Load::default() };
    let mut reports = Vec::new();
    if let Some(seconds) = arguments.each {
        let lasting = Duration::from_secs_f64(seconds);
        reports.extend(drill::each(ground, &load, Lasting { outage: lasting, other: lasting }).await?);
    }
    if arguments.minutes > 0.0 {
        let time = Duration::from_secs_f64(60.0 * arguments.minutes);
        let longest = Duration::from_secs_f64(arguments.longest);
        let faults = async |fleet: &mut Fleet, record: &Record| {
            random_faults(fleet, record, arguments.seed, time, longest).await
        };
        reports.push(drill::run("random faults", &mut ground.fleet, &load, faults).await?);
    }
    let broken = account(&reports, &arguments.history)?;
    println!("{}", ground.verify().await?);
    if broken.is_empty() { Ok(()) } else { bail!("{}", broken.join("\n")) }
}

/// Prints the table; what is broken comes back, and the first history that shows it goes to a file.
fn account(reports: &[Report], history: &Path) -> Result<Vec<String>> {
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
