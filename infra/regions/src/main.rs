//! `outpost-regions`: a fleet for a person to look at; `cargo xtask up --regions N` starts it.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use outpost_regions::place::PLACES_MAX;
use outpost_regions::{Fleet, Kind, Place, Plan, Programs, free_address};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Serve one shop from several regions on this machine.
#[derive(Debug, Parser)]
#[command(name = "outpost-regions", version)]
struct Arguments {
    /// Regions, home among them
    #[arg(long, value_name = "N", default_value_t = 3)]
    regions: usize,
    /// Time from an overseas region to the primary and back, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 150)]
    rtt_ms: u64,
    /// How often a region asks for what is new, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    sync_interval_ms: u64,
    /// What regions read from
    #[arg(long, value_enum, default_value_t = Kind::Replica)]
    copies: Kind,
    /// Port of the home region; the others follow, and admin ports are a hundred above. 0 takes any that are free
    #[arg(long, value_name = "PORT", default_value_t = 3000)]
    port: u16,
    /// Port of the payment sandbox. 0 takes one that is free
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    sandbox_port: u16,
    /// Folder for the regions' state
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// The migrated and seeded database
    #[arg(long, value_name = "FILE")]
    database: PathBuf,
    /// Folder for compiled components
    #[arg(long, env = "OUTPOST_CACHE_DIR", value_name = "DIR")]
    cache_dir: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<()> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let plan = plan(arguments)?;
    eprintln!("· copies: {}", plan.copies.described());
    let started = tokio::select! {
        started = Fleet::start(&plan) => started,
        () = asked_to_stop(&mut interrupt, &mut terminate) => return Ok(()),
    };
    let mut fleet = started?;
    println!("sandbox {}", fleet.sandbox.origin());
    for region in &fleet.regions {
        let place = &region.place;
        let way = place.round_trip.as_millis();
        let (origin, name, admin) = (place.origin(), &place.name, place.admin);
        let process = region.edge.id().context("a region that does not run")?;
        println!("ready {origin} {name} ({way} ms from the primary) admin http://{admin} process {process}");
    }
    tokio::select! {
        // Others go on, as they would: what a region does without its primary is worth a look.
        broken = fleet.broken() => {
            eprintln!("{broken}; the others go on, Ctrl-C stops them. Its log is below {}", plan.folder.display());
            asked_to_stop(&mut interrupt, &mut terminate).await;
        }
        () = asked_to_stop(&mut interrupt, &mut terminate) => {}
    }
    fleet.stop().await
}

async fn asked_to_stop(interrupt: &mut Signal, terminate: &mut Signal) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

fn plan(arguments: Arguments) -> Result<Plan> {
    let count = arguments.regions;
    ensure!((1..=PLACES_MAX).contains(&count), "--regions takes 1 to {PLACES_MAX}");
    let mut programs = Programs::built()?;
    programs.compiled = arguments.cache_dir;
    // Children inherit SPIN_VARIABLE_…; an address that somebody has set is theirs to keep.
    let public_url = std::env::var("SPIN_VARIABLE_PUBLIC_URL").ok();
    let round_trip = Duration::from_millis(arguments.rtt_ms);
    let places = match arguments.port {
        0 => Place::anywhere(count, round_trip)?,
        first => Place::in_a_row(count, round_trip, first),
    };
    let sandbox = match arguments.sandbox_port {
        0 => free_address()?,
        port => SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
    };
    Ok(Plan {
        programs,
        folder: arguments.data,
        database: arguments.database,
        copies: arguments.copies.copies()?,
        places,
        sandbox,
        sync_interval: Duration::from_millis(arguments.sync_interval_ms),
        variables: public_url.map(|url| ("public_url".to_owned(), url)).into_iter().collect(),
        arguments: Vec::new(),
    })
}
