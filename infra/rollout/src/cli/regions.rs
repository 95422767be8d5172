//! Verbs beside a rollout's own: what regions do by themselves, and which schema they have.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use outpost_rollout::audit::Entry;
use outpost_rollout::skew;
use serde_json::json;

use super::read_plan;
use super::world::World;

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
pub fn expire(wish: &ExpireArguments, world: &World, author: &str, now: i64) -> Result<()> {
    for region in &wish.regions {
        // First the requests, then the canary.
        for _ in 0..2 {
            let (state, version) = world.read(region, &wish.group)?;
            let (Some(next), Some(progress)) = (state.expired(now), &state.progress) else { break };
            world.write(region, &wish.group, &version, &next)?;
            println!("{region}: its rollout's time is over: {next}");
            let entry = Entry {
                at: now,
                author: author.to_owned(),
                rollout: progress.rollout.to_string(),
                verb: "expire".to_owned(),
                region: region.clone(),
                detail: json!({ "before": state, "next": next }),
            };
            if let Err(error) = world.audit.append(entry) {
                eprintln!("the audit log cannot be written: {error}");
            }
        }
    }
    Ok(())
}

/// Writes down the schema of a region. A rollout begins only where its version works with it.
pub fn schema(wish: &SchemaArguments, world: &World) -> Result<()> {
    let (mut state, version) = world.read(&wish.region, &wish.group)?;
    ensure!(wish.migration >= state.schema, "{} has {} already: migrations only rise", wish.region, state.schema);
    state.schema = wish.migration;
    Ok(world.write(&wish.region, &wish.group, &version, &state)?)
}

/// Whether nothing that runs, or may run again, needs what a migration takes away.
pub fn contract(wish: &ContractArguments, world: &World) -> Result<()> {
    let registry = world.registry()?;
    let mut digests = Vec::new();
    for region in &wish.regions {
        let (state, _) = world.read(region, &wish.group)?;
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
