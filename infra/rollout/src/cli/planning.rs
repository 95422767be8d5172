//! `plan` and `undo`: they read what the regions run and write a file that can be read before it is started.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use outpost_rollout::gate::Limits;
use outpost_rollout::plan::{PlannedRegion, SchemaRange, Step};
use outpost_rollout::registry::Registry;
use outpost_rollout::{Digest, Plan, Status, skew};

use super::read_plan;
use super::world::World;

/// What a new plan is about.
#[derive(clap::Args)]
pub struct PlanArguments {
    /// The component group, e.g. `shop`
    #[arg(long)]
    group: String,
    /// The digest of the image, `sha256:…`
    #[arg(long)]
    to: Digest,
    /// The components that may differ from what the regions run; the registry is asked
    #[arg(long = "component", value_delimiter = ',')]
    components: Vec<String>,
    /// The build, as its metrics name it; known from the registry
    #[arg(long)]
    build_id: Option<String>,
    /// A region or several that get it together; given once for each wave, the first first
    #[arg(long, required = true, value_delimiter = ',', num_args = 1..)]
    wave: Vec<String>,
    /// `WEIGHT:SECONDS` for each step
    #[arg(long, value_delimiter = ',', default_value = "0:300,5:600,25:600,100:900")]
    steps: Vec<String>,
    /// The migrations that the version works with, `OLDEST-NEWEST`; known from the registry
    #[arg(long)]
    schema: Option<String>,
    /// Why
    #[arg(long)]
    reason: String,
    /// How long the plan holds, in seconds
    #[arg(long, default_value_t = 6 * 3600)]
    lasts_seconds: i64,
    /// Where the plan goes
    #[arg(long, short)]
    output: PathBuf,
}

/// What an undo is about.
#[derive(clap::Args)]
pub struct UndoArguments {
    /// The plan that is undone
    plan: PathBuf,
    /// Why
    #[arg(long)]
    reason: String,
    /// Where the new plan goes
    #[arg(long, short)]
    output: PathBuf,
}

/// Each region of its own wave; regions joined by `+` share one.
pub fn plan(wish: &PlanArguments, world: &World, author: &str, now: i64) -> Result<()> {
    let mut waves = Vec::new();
    for wave in &wish.wave {
        let planned = wave.split('+').map(|name| {
            let (region, _) = world.cluster.read(name, &wish.group).with_context(|| format!("reading {name}"))?;
            Ok(PlannedRegion { name: name.to_owned(), from: region.stable })
        });
        waves.push(planned.collect::<Result<Vec<_>>>()?);
    }
    let (build_id, schema) = match (&world.registry, &wish.build_id, &wish.schema) {
        (Some(registry), ..) => declared(wish, registry, &waves)?,
        (None, Some(build_id), Some(schema)) if wish.components.is_empty() => (build_id.clone(), parse_schema(schema)?),
        (None, ..) => bail!("this needs --registry; or --build-id and --schema, without --component"),
    };
    let plan = Plan {
        group: wish.group.clone(),
        to: wish.to.clone(),
        build_id,
        components: wish.components.clone(),
        waves,
        steps: wish.steps.iter().map(|step| parse_step(step)).collect::<Result<_>>()?,
        limits: Limits::default(),
        schema,
        author: author.to_owned(),
        reason: wish.reason.clone(),
        created_at: now,
        expires_at: now.saturating_add(wish.lasts_seconds),
    };
    write(&plan, &wish.output)
}

/// The regions that have settled go back to the version of before, all of them in one wave. Those that are under way are
/// aborted, not undone.
pub fn undo(wish: &UndoArguments, world: &World, author: &str, now: i64) -> Result<()> {
    let undone = read_plan(&wish.plan)?;
    let id = undone.id()?;
    let mut back = Vec::new();
    for planned in undone.regions() {
        let (region, _) = world.cluster.read(&planned.name, &undone.group)?;
        if region.progress_of(&id).is_some_and(|progress| progress.status == Status::Settled) {
            back.push((planned.from.clone(), planned.name.clone()));
        }
    }
    let Some((to, _)) = back.first().cloned() else { bail!("no region has settled: abort the rollout instead") };
    ensure!(back.iter().all(|(from, _)| *from == to), "the regions ran different versions before: plan them apart");
    let wave = back.into_iter().map(|(_, name)| PlannedRegion { name, from: undone.to.clone() }).collect();
    let plan = Plan {
        to,
        waves: vec![wave],
        steps: vec![Step { weight_percent: 100, bake_seconds: 60 }],
        author: author.to_owned(),
        reason: wish.reason.clone(),
        created_at: now,
        expires_at: now.saturating_add(3600),
        ..undone
    };
    write(&plan, &wish.output)
}

/// What the app says of itself, unless it may not stand beside what the regions run.
fn declared(wish: &PlanArguments, registry: &Registry, waves: &[Vec<PlannedRegion>]) -> Result<(String, SchemaRange)> {
    let to = registry.app(&wish.to)?;
    let named = wish.components.iter().cloned().collect();
    for region in waves.iter().flatten() {
        let problems = skew::problems(&registry.app(&region.from)?, &to, &named);
        ensure!(problems.is_empty(), "{}: {}", region.name, problems.join("; "));
    }
    Ok((to.declared.build_id, to.declared.schema))
}

fn parse_schema(text: &str) -> Result<SchemaRange> {
    let (oldest, newest) = text.split_once('-').context("--schema is OLDEST-NEWEST, e.g. 8-9")?;
    Ok(SchemaRange { oldest: oldest.parse()?, newest: newest.parse()? })
}

fn parse_step(text: &str) -> Result<Step> {
    let (weight, seconds) = text.split_once(':').with_context(|| format!("a step is WEIGHT:SECONDS, not {text}"))?;
    Ok(Step { weight_percent: weight.parse()?, bake_seconds: seconds.parse()? })
}

fn write(plan: &Plan, output: &PathBuf) -> Result<()> {
    let problems = plan.problems();
    ensure!(problems.is_empty(), "the plan is not sound: {}", problems.join("; "));
    std::fs::write(output, serde_json::to_string_pretty(plan)? + "\n")
        .with_context(|| format!("writing {}", output.display()))?;
    println!("rollout {}: {} stages in {} waves", plan.id()?, plan.stages(), plan.waves.len());
    Ok(())
}
