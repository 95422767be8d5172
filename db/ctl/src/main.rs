//! `outpost-ctl`: migrate, seed and verify a database file.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use clap::{Args, Parser, Subcommand};
use outpost_ctl::verify::{self, OFFENDERS_SHOWN};
use outpost_db::migrate;
use outpost_db::native::Database;
use outpost_seed::{Loaded, Progress};

const DAY: u64 = 86_400;

/// Looks after an Outpost database. One process at a time may write a database file: stop the shop first.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Creates the file if need be and applies the migrations it has not had yet.
    Migrate(Target),
    /// Migrates, then fills an empty database with a generated catalogue.
    Seed {
        #[command(flatten)]
        target: Target,
        /// How many products to make.
        #[arg(long, default_value_t = 1_000)]
        products: usize,
        /// The day the shop opens, in days since 1970: products came in before it. Today unless given.
        #[arg(long)]
        opened_on: Option<u64>,
    },
    /// Checks every invariant and ends with 1 when one does not hold.
    Verify(Target),
}

#[derive(Args)]
struct Target {
    /// The database file.
    #[arg(long, env = "OUTPOST_DATABASE")]
    database: PathBuf,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    run(Arguments::parse().command).await.unwrap_or_else(|error| {
        eprintln!("outpost-ctl: {error:#}");
        ExitCode::from(2)
    })
}

async fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Migrate(target) => migrate(&target.database).await.map(|_| ExitCode::SUCCESS),
        Command::Seed { target, products, opened_on } => {
            seed(&target.database, products, opened_on).await.map(|()| ExitCode::SUCCESS)
        }
        Command::Verify(target) => verify(&target.database).await,
    }
}

async fn migrate(path: &Path) -> anyhow::Result<Database> {
    let database = Database::open(path).await.with_context(|| format!("cannot open {}", path.display()))?;
    let applied = migrate::apply(&database).await?;
    match applied {
        0 => println!("migrate: {} is up to date", path.display()),
        applied => println!("migrate: {applied} migrations applied to {}", path.display()),
    }
    Ok(database)
}

async fn seed(path: &Path, products: usize, opened_on: Option<u64>) -> anyhow::Result<()> {
    let database = migrate(path).await?;
    let today = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / DAY;
    let opened_at = i64::try_from(opened_on.unwrap_or(today) * DAY)?;
    let started = Instant::now();
    let step = (products / 10).max(1);
    let mut told = 0;
    let mut watch = |progress| match progress {
        Progress::Products(stored) if stored / step > told => {
            told = stored / step;
            println!("seed: {stored} of {products} products after {:.1} s", started.elapsed().as_secs_f64());
        }
        Progress::Products(_) => {}
        Progress::Deriving => println!("seed: deriving listings, counts and badges"),
        Progress::Indexed(languages) => println!("seed: search index of {languages} of 3 languages"),
        Progress::Finishing => println!("seed: writing out"),
    };
    match outpost_seed::load_watched(&database, products, opened_at, &mut watch).await? {
        Loaded::Kept => println!("seed: {products} products are there already; nothing to do"),
        Loaded::Made => {
            let megabytes = std::fs::metadata(path)?.len() / 1_000_000;
            println!(
                "seed: {products} products in {:.1} s, {megabytes} MB in {}",
                started.elapsed().as_secs_f64(),
                path.display()
            );
        }
    }
    Ok(())
}

async fn verify(path: &Path) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(path.is_file(), "there is no database at {}", path.display());
    let database = Database::open(path).await.with_context(|| format!("cannot open {}", path.display()))?;
    let mut broken = 0;
    for finding in verify::verify(&database).await? {
        if finding.offenders.is_empty() {
            println!("ok      {}", finding.invariant);
            continue;
        }
        broken += 1;
        println!("BROKEN  {}", finding.invariant);
        for offender in finding.offenders.iter().take(OFFENDERS_SHOWN) {
            println!("          {offender}");
        }
        if finding.offenders.len() > OFFENDERS_SHOWN {
            println!("          … and more");
        }
    }
    match broken {
        0 => println!("verify: every invariant holds"),
        broken => println!("verify: {broken} invariants do not hold"),
    }
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
