//! The command line.

mod planning;
mod regions;
mod show;
mod world;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use outpost_rollout::audit::{self, AuditFile};
use outpost_rollout::ports::Clock;
use outpost_rollout::{Plan, Rollout};

use world::World;

/// Bring a new version of a component group to the regions one by one
///
/// Exit codes: 0 done, 2 a gate failed, 3 waiting, 4 a region is out of reach, 5 conflict, 1 anything else.
#[derive(Parser)]
#[command(name = "outpost-rollout", version)]
pub struct Arguments {
    #[command(flatten)]
    places: world::Places,
    /// The audit log
    #[arg(long, env = "OUTPOST_ROLLOUT_AUDIT", default_value = "rollout-audit.jsonl", global = true)]
    audit: PathBuf,
    /// Who gives the command
    #[arg(long, env = "USER", default_value = "unknown", global = true)]
    author: String,
    /// Show what would be written, and write nothing
    #[arg(long, global = true)]
    dry_run: bool,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Write a plan for what the regions run now
    Plan(planning::PlanArguments),
    /// Take the first stage of a plan
    Start {
        /// The plan's file
        plan: PathBuf,
    },
    /// Show how far a plan has come
    Status {
        /// The plan's file
        plan: PathBuf,
        /// For programs
        #[arg(long, conflicts_with = "watch")]
        json: bool,
        /// Show it again every two seconds, until it is done or aborted
        #[arg(long, short)]
        watch: bool,
    },
    /// Take the next stage, which must be named: two people do not take it twice
    Promote {
        /// The plan's file
        plan: PathBuf,
        /// Its number, as `status` shows it
        #[arg(long)]
        stage: usize,
        /// Leave a region out, which is owed from then on
        #[arg(long, requires = "reason")]
        skip: Vec<String>,
        /// Why it is left out
        #[arg(long)]
        reason: Option<String>,
    },
    /// Keep everything as it is
    Pause {
        /// The plan's file
        plan: PathBuf,
    },
    /// Go on
    Resume {
        /// The plan's file
        plan: PathBuf,
    },
    /// Take all requests from the canary, everywhere
    Abort {
        /// The plan's file
        plan: PathBuf,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Take the requests from canaries whose rollout's time is over; for a job in each region
    Expire(regions::ExpireArguments),
    /// Write down which migration the copy of a region has
    Schema(regions::SchemaArguments),
    /// Say whether a migration may take away what older versions need
    Contract(regions::ContractArguments),
    /// Write a plan that brings back the version of before
    Undo(planning::UndoArguments),
    /// Check the audit log and show it
    Audit,
    /// Compare the regions with a finished plan
    Verify {
        /// The plan's file
        plan: PathBuf,
    },
    /// Write a completion script for a shell
    Completion {
        /// Which
        shell: Shell,
    },
}

/// The clock of this machine.
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    }
}

/// Runs one verb.
///
/// # Errors
/// See [`outpost_rollout::Refusal`]; or where a file cannot be read.
pub fn run(arguments: &Arguments) -> Result<()> {
    let world = arguments.places.open(&arguments.audit, arguments.dry_run)?;
    let (author, now) = (arguments.author.as_str(), SystemClock.now());
    let with =
        |plan: &Path, skipped, verb: &dyn Fn(&Rollout<'_>) -> Result<()>| with(author, &world, plan, skipped, verb);
    let none = BTreeSet::new;
    match &arguments.verb {
        Verb::Plan(wish) => planning::plan(wish, &world, author, now),
        Verb::Undo(wish) => planning::undo(wish, &world, author, now),
        Verb::Audit => audit_log(&arguments.audit),
        Verb::Start { plan } => with(plan, none(), &|rollout| Ok(rollout.promote(1)?)),
        Verb::Promote { plan, stage, skip, reason } => with(plan, skip.iter().cloned().collect(), &|rollout| {
            if let Some(reason) = reason {
                rollout.note_skipped(reason)?;
            }
            Ok(rollout.promote(*stage)?)
        }),
        Verb::Pause { plan } => with(plan, none(), &|rollout| Ok(rollout.pause()?)),
        Verb::Resume { plan } => with(plan, none(), &|rollout| Ok(rollout.resume()?)),
        Verb::Abort { plan, reason } => with(plan, none(), &|rollout| Ok(rollout.abort(reason)?)),
        Verb::Status { plan, json, watch } => with(plan, none(), &|rollout| match watch {
            true => show::watch(rollout),
            false => show::status(rollout, *json),
        }),
        Verb::Verify { plan } => with(plan, none(), &show::drift),
        Verb::Expire(wish) => regions::expire(wish, &world, author, now),
        Verb::Schema(wish) => regions::schema(wish, &world),
        Verb::Contract(wish) => regions::contract(wish, &world),
        Verb::Completion { shell } => {
            clap_complete::generate(*shell, &mut Arguments::command(), "outpost-rollout", &mut std::io::stdout());
            Ok(())
        }
    }
}

fn with(
    author: &str,
    world: &World,
    plan: &Path,
    skipped: BTreeSet<String>,
    verb: &dyn Fn(&Rollout<'_>) -> Result<()>,
) -> Result<()> {
    let plan = read_plan(plan)?;
    let rollout = Rollout {
        id: plan.id()?,
        plan: &plan,
        cluster: &*world.cluster,
        metrics: &*world.metrics,
        audit: &*world.audit,
        clock: &SystemClock,
        author: author.to_owned(),
        skipped,
    };
    verb(&rollout)
}

pub(crate) fn read_plan(path: &Path) -> Result<Plan> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no plan", path.display()))
}

fn audit_log(path: &Path) -> Result<()> {
    let log = AuditFile(path.to_owned()).read().with_context(|| format!("reading {}", path.display()))?;
    for entry in audit::verify(&log)? {
        println!("{}  {}  {:12} {:16} {}", entry.at, &entry.rollout[..12], entry.verb, entry.region, entry.author);
    }
    println!("sound; the last entry's hash is {}", audit::head(&log));
    Ok(())
}
