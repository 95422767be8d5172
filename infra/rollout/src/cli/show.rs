//! `status` and `verify`.

use std::time::Duration;

use anyhow::Result;
use outpost_rollout::stage::{Goal, Observed};
use outpost_rollout::{Refusal, Region, Rollout, Status};
use serde_json::{Value, json};

/// Takes what stands on the terminal away.
const CLEAR: &str = "\u{1b}[H\u{1b}[2J";
/// How often a watched tree is read.
const PERIOD: Duration = Duration::from_secs(2);

/// A tree of waves and regions, and what comes next. Fails where a region is out of reach.
pub fn status(rollout: &Rollout<'_>, as_json: bool) -> Result<()> {
    let observed = rollout.observe();
    if as_json {
        println!("{}", json(rollout, &observed));
    } else {
        tree(rollout, &observed);
    }
    Ok(rollout.check_reachable(&observed)?)
}

/// Shows the tree again and again, until nothing more will happen.
pub fn watch(rollout: &Rollout<'_>) -> Result<()> {
    loop {
        let observed = rollout.observe();
        print!("{CLEAR}");
        tree(rollout, &observed);
        if done(rollout, &observed) == rollout.plan.stages() || is_aborted(rollout, &observed) {
            return Ok(rollout.check_reachable(&observed)?);
        }
        std::thread::sleep(PERIOD);
    }
}

fn json(rollout: &Rollout<'_>, observed: &Observed) -> Value {
    let regions = observed.iter().map(|(name, read)| match read {
        Ok((region, _)) => json!({ "name": name, "state": region }),
        Err(error) => json!({ "name": name, "error": error.to_string() }),
    });
    json!({
        "rollout": rollout.id,
        "done": done(rollout, observed),
        "stages": rollout.plan.stages(),
        "owed": rollout.view(observed).owed(),
        "regions": regions.collect::<Vec<_>>(),
    })
}

fn tree(rollout: &Rollout<'_>, observed: &Observed) {
    println!("rollout {}  {} → {}", rollout.id, rollout.plan.group, rollout.plan.to.short());
    for (wave, regions) in rollout.plan.waves.iter().enumerate() {
        println!("├─ wave {}", wave + 1);
        regions.iter().for_each(|region| println!("│  ├─ {}", line(rollout, observed, &region.name)));
    }
    println!("└─ {}", next(rollout, observed));
}

/// How many stages are done.
fn done(rollout: &Rollout<'_>, observed: &Observed) -> usize {
    rollout.plan.stages_done(&rollout.id, observed, &rollout.skipped)
}

/// Whether a region has ended this rollout.
fn is_aborted(rollout: &Rollout<'_>, observed: &Observed) -> bool {
    let is_aborted = |region: &Region| region.progress_of(&rollout.id).is_some_and(|it| it.status == Status::Aborted);
    observed.values().any(|read| read.as_ref().is_ok_and(|(region, _)| is_aborted(region)))
}

fn line(rollout: &Rollout<'_>, observed: &Observed, name: &str) -> String {
    match observed.get(name) {
        Some(Ok((region, _))) => {
            let progress = region.progress_of(&rollout.id);
            let status = progress.map_or("not begun", |progress| match progress.status {
                Status::Running => "running",
                Status::Paused => "paused",
                Status::Aborted => "aborted",
                Status::Settled => "settled",
            });
            format!("{name:20} {status:10} {region}")
        }
        Some(Err(error)) => format!("{name:20} out of reach: {error}"),
        None => format!("{name:20} not read"),
    }
}

fn next(rollout: &Rollout<'_>, observed: &Observed) -> String {
    let (done, stages) = (done(rollout, observed), rollout.plan.stages());
    if is_aborted(rollout, observed) {
        return "aborted: it does not go on; plan another one".to_owned();
    }
    match rollout.plan.stage(done + 1) {
        None => format!("done: {stages} of {stages} stages"),
        Some(stage) => {
            let goal = match stage.goal {
                Goal::Canary(step) => format!("{} % in", rollout.plan.steps[step].weight_percent),
                Goal::Settled => "settle".to_owned(),
            };
            format!("next: stage {} of {stages}: {goal} wave {}", done + 1, stage.wave + 1)
        }
    }
}

/// Whether every region still runs what a finished rollout brought.
pub fn drift(rollout: &Rollout<'_>) -> Result<()> {
    let mut found = None;
    for (name, read) in rollout.observe() {
        let refusal = match read {
            Ok((region, _)) if region.stable == rollout.plan.to && region.weight_percent == 0 => {
                println!("{name:20} as planned");
                continue;
            }
            Ok((region, _)) => Refusal::Conflict {
                region: name.clone(),
                reason: format!("it runs {}, and a canary with {} %", region.stable.short(), region.weight_percent),
            },
            Err(error) => Refusal::from_cluster(&name, error),
        };
        println!("{refusal}");
        found.get_or_insert(refusal);
    }
    found.map_or(Ok(()), |refusal| Err(refusal.into()))
}
