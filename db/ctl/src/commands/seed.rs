//! `outpost-ctl seed`.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use clap::Args;
use outpost_ctl::{files, load};
use outpost_db::hrana::{Remote, Server};
use outpost_db::migrate;
use outpost_db::native::Database;
use outpost_seed::{Loaded, Progress};

use super::target::{self, Target, open_file};

const DAY_SECONDS: u64 = 86_400;
/// Rows between two lines of progress.
const ROWS_A_LINE: usize = 100_000;

/// What is to be made, and where.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    target: target::TargetArguments,
    /// How many products to make.
    #[arg(long, default_value_t = 1_000)]
    products: usize,
    /// The day the shop opens, in days since 1970: products came in before it. Today unless given.
    #[arg(long)]
    opened_on: Option<u64>,
}

/// Fills the database, which is migrated first.
pub async fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let started = Instant::now();
    let products = arguments.products;
    let target = arguments.target.target()?;
    let loaded = match &target {
        Target::File(file) => fill_file(arguments, file).await?,
        Target::Server(server) => fill_server(arguments, server).await?,
    };
    match loaded {
        Loaded::Kept => println!("seed: {products} products are there already; nothing to do"),
        Loaded::Made => println!("seed: {products} products in {:.1} s, in {target}", started.elapsed().as_secs_f64()),
    }
    Ok(ExitCode::SUCCESS)
}

async fn fill_file(arguments: &Arguments, file: &Path) -> anyhow::Result<Loaded> {
    let database = open_file(file).await?;
    migrate::apply(&database).await?;
    let opened_on = match arguments.opened_on {
        Some(day) => day,
        None => SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / DAY_SECONDS,
    };
    let opened_at = i64::try_from(opened_on * DAY_SECONDS)?;
    let mut watch = progress(arguments.products);
    Ok(outpost_seed::load_watched(&database, arguments.products, opened_at, &mut watch).await?)
}

/// Makes the catalogue in a file of this machine and loads its rows: the server makes none of it itself.
async fn fill_server(arguments: &Arguments, server: &Server) -> anyhow::Result<Loaded> {
    let remote = Remote::new(server)?;
    load::refuse_unfinished(&remote).await?;
    migrate::apply(&remote).await?;
    if outpost_seed::is_there(&remote, arguments.products).await? {
        return Ok(Loaded::Kept);
    }
    let folder = files::temporary_folder(&std::env::temp_dir()).context("cannot make a temporary folder")?;
    let file = folder.path().join("catalogue");
    let loaded = fill_file(arguments, &file).await?;
    let started = Instant::now();
    let mut told = 0;
    let mut watch = |rows| {
        if rows / ROWS_A_LINE > told {
            told = rows / ROWS_A_LINE;
            println!("seed: {rows} rows loaded after {:.1} s", started.elapsed().as_secs_f64());
        }
    };
    load::load(&Database::open_existing(&file).await?, &remote, &mut watch).await?;
    Ok(loaded)
}

fn progress(products: usize) -> impl FnMut(Progress) + Send {
    let started = Instant::now();
    let step = (products / 10).max(1);
    let (mut told_stored, mut told_derived) = (0, 0);
    let tell = move |told: &mut usize, done: usize, what: &str| {
        if done / step > *told {
            *told = done / step;
            println!("seed: {done} of {products} products {what} after {:.1} s", started.elapsed().as_secs_f64());
        }
    };
    move |progress| match progress {
        Progress::Products(done) => tell(&mut told_stored, done, "stored"),
        Progress::Derived(done) => tell(&mut told_derived, done, "projected"),
        Progress::Finishing => println!("seed: writing out"),
    }
}
