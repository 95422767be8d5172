//! Verbs beside a rollout's own: what regions do by themselves, and which schema they have.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use outpost_rollout::Refusal;
use outpost_rollout::audit::{Audit, AuditFile, Entry};
use outpost_rollout::dry_run::DryRun;
use outpost_rollout::ports::{Clock, Cluster};
use outpost_rollout::skew;
use serde_json::json;

use super::world::World;
use super::{Arguments, SystemClock, read_plan};

/// Whose time is looked at.
#[derive(clap::Args)]
pub struct ExpireArguments {
    /// The component group
    #[arg(long)]
    group: String,
    /// The regions
    #[arg(long = "region", value_delimiter = ',', required = true)]
    regions: Vec<String>,
}

/// What a region's copy has.
#[derive(clap::Args)]
pub struct SchemaArguments {
    /// The component group
    #[arg(long)]
    group: String,
    /// The region
    #[arg(long)]
    region: String,
    /// The number of its newest migration
    migration: u32,
}

/// What is to be taken away.
#[derive(clap::Args)]
pub struct ContractArguments {
    /// The component group
    #[arg(long)]
    group: String,
    /// All regions, those that are owed a version too
    #[arg(long = "region", value_delimiter = ',', required = true)]
    regions: Vec<String>,
    /// Plans that may still be undone
    #[arg(long = "undoable", value_name = "PLAN")]
    undoable: Vec<PathBuf>,
    /// The number of the migration that takes something away
    migration: u32,
}

/// Puts the weight back where a rollout's time is over. It needs no plan, and goes on where the log cannot be written.
pub fn expire(wish: &ExpireArguments, world: &World, arguments: &Arguments) -> Result<()> {
    let (now, audit) = (SystemClock.now(), AuditFile(arguments.audit.clone()));
    let dry_run = DryRun::over(&*world.cluster);
    let cluster: &dyn Cluster = if arguments.dry_run { &dry_run } else { &*world.cluster };
    for region in &wish.regions {
        // First the requests, then the canary.
        for _ in 0..2 {
            let (state, version) =
                cluster.read(region, &wish.group).map_err(|error| Refusal::from_cluster(region, error))?;
            let Some(next) = state.expired(now) else { break };
            cluster
                .write(region, &wish.group, &version, &next)
                .map_err(|error| Refusal::from_cluster(region, error))?;
            println!("{region}: its rollout's time is over: {next}");
            let rollout = state.progress.as_ref().map(|progress| progress.rollout.to_string()).unwrap_or_default();
            let entry = Entry {
                at: now,
                author: arguments.author.clone(),
                rollout,
                verb: "expire".to_owned(),
                region: region.clone(),
                detail: json!({ "before": state, "next": next }),
            };
            if let Err(error) = if arguments.dry_run { Ok(()) } else { audit.append(entry) } {
                eprintln!("the audit log cannot be written: {error}");
            }
        }
    }
    Ok(())
}

/// Writes down the schema of a region. A rollout begins only where its version works with it.
pub fn schema(wish: &SchemaArguments, world: &World, is_dry: bool) -> Result<()> {
    let dry_run = DryRun::over(&*world.cluster);
    let cluster: &dyn Cluster = if is_dry { &dry_run } else { &*world.cluster };
    let (mut state, version) =
        cluster.read(&wish.region, &wish.group).map_err(|error| Refusal::from_cluster(&wish.region, error))?;
    ensure!(wish.migration >= state.schema, "{} has {} already: migrations only rise", wish.region, state.schema);
    state.schema = wish.migration;
    cluster
        .write(&wish.region, &wish.group, &version, &state)
        .map_err(|error| Refusal::from_cluster(&wish.region, error))?;
    Ok(())
}

/// Whether nothing that runs, or may run again, needs what a migration takes away.
pub fn contract(wish: &ContractArguments, world: &World) -> Result<()> {
    let registry = world.registry()?;
    let mut digests = Vec::new();
    for region in &wish.regions {
        let (state, _) =
            world.cluster.read(region, &wish.group).map_err(|error| Refusal::from_cluster(region, error))?;
        digests.extend(state.canary.map(|digest| (region.clone(), digest)));
        digests.push((region.clone(), state.stable));
    }
    for plan in &wish.undoable {
        let plan = read_plan(plan)?;
        digests.extend(plan.regions().map(|region| (format!("{} (undo)", region.name), region.from.clone())));
    }
    let mut apps = Vec::new();
    for (place, digest) in digests {
        apps.push((place, registry.app(&digest).context("reading the registry")?));
    }
    let problems = skew::contract_problems(wish.migration, apps.iter().map(|(place, app)| (place.as_str(), app)));
    ensure!(problems.is_empty(), "migration {} must wait: {}", wish.migration, problems.join("; "));
    println!("nothing that runs or may be undone to needs what migration {} takes away", wish.migration);
    Ok(())
}
