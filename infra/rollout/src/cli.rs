//! The command line.

mod planning;
mod show;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use outpost_rollout::audit::{self, AuditFile};
use outpost_rollout::cluster::FolderCluster;
use outpost_rollout::ports::{Clock, Cluster, Metrics};
use outpost_rollout::{Plan, Rollout};

/// Bring a new version of a component group to the regions one by one
///
/// Exit codes: 0 done, 2 a gate failed, 3 waiting, 4 a region is out of reach or owed, 5 conflict, 1 anything else.
#[derive(Parser)]
#[command(name = "outpost-rollout", version)]
pub struct Arguments {
    /// The folder that holds the regions, a file for each
    #[arg(long, env = "OUTPOST_ROLLOUT_FOLDER", default_value = ".", global = true)]
    folder: PathBuf,
    /// The audit log
    #[arg(long, env = "OUTPOST_ROLLOUT_AUDIT", default_value = "rollout-audit.jsonl", global = true)]
    audit: PathBuf,
    /// Who gives the command
    #[arg(long, env = "USER", default_value = "unknown", global = true)]
    author: String,
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
        #[arg(long)]
        json: bool,
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
    /// Abort if the plan's time is over; each region's CronJob runs this
    Expire {
        /// The plan's file
        plan: PathBuf,
    },
    /// Write a plan that brings back the version of before
    Undo(planning::UndoArguments),
    /// Check the audit log and show it
    Audit,
    /// Compare the regions with a finished plan
    Verify {
        /// The plan's file
        plan: PathBuf,
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

/// Regions that can be read, written and measured.
pub(crate) trait Regions: Cluster + Metrics {}
impl<T: Cluster + Metrics> Regions for T {}

/// Runs one verb.
///
/// # Errors
/// See [`outpost_rollout::Refusal`]; or where a file cannot be read.
pub fn run(arguments: &Arguments) -> Result<()> {
    let regions = FolderCluster(arguments.folder.clone());
    match &arguments.verb {
        Verb::Plan(wish) => planning::plan(wish, &regions, &arguments.author, SystemClock.now()),
        Verb::Undo(wish) => planning::undo(wish, &regions, &arguments.author, SystemClock.now()),
        Verb::Audit => audit_log(&arguments.audit),
        Verb::Start { plan } => with(arguments, plan, &regions, BTreeSet::new(), |rollout| Ok(rollout.promote(1)?)),
        Verb::Promote { plan, stage, skip, reason } => {
            let skipped = skip.iter().cloned().collect();
            with(arguments, plan, &regions, skipped, |rollout| {
                if let Some(reason) = reason {
                    rollout.note_skipped(reason)?;
                }
                Ok(rollout.promote(*stage)?)
            })
        }
        Verb::Pause { plan } => with(arguments, plan, &regions, BTreeSet::new(), |rollout| Ok(rollout.pause()?)),
        Verb::Resume { plan } => with(arguments, plan, &regions, BTreeSet::new(), |rollout| Ok(rollout.resume()?)),
        Verb::Abort { plan, reason } => {
            with(arguments, plan, &regions, BTreeSet::new(), |rollout| Ok(rollout.abort(reason)?))
        }
        Verb::Expire { plan } => with(arguments, plan, &regions, BTreeSet::new(), |rollout| {
            if SystemClock.now() < rollout.plan.expires_at { Ok(()) } else { Ok(rollout.abort("its time is over")?) }
        }),
        Verb::Status { plan, json } => {
            with(arguments, plan, &regions, BTreeSet::new(), |rollout| show::status(rollout, *json))
        }
        Verb::Verify { plan } => with(arguments, plan, &regions, BTreeSet::new(), show::drift),
    }
}

fn with(
    arguments: &Arguments,
    plan: &Path,
    regions: &dyn Regions,
    skipped: BTreeSet<String>,
    verb: impl FnOnce(&Rollout<'_>) -> Result<()>,
) -> Result<()> {
    let plan = read_plan(plan)?;
    let audit = AuditFile(arguments.audit.clone());
    let rollout = Rollout {
        id: plan.id()?,
        plan: &plan,
        cluster: regions,
        metrics: regions,
        audit: &audit,
        clock: &SystemClock,
        author: arguments.author.clone(),
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
