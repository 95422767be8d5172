//! Plans, and rollouts over them.

use std::collections::BTreeSet;

use outpost_rollout::gate::Limits;
use outpost_rollout::plan::{PlannedRegion, SchemaRange, Step};
use outpost_rollout::{Plan, Rollout};

use super::world::{REGIONS, World, digest};

pub fn plan(to: char, reason: &str) -> Plan {
    let planned = |name: &&str| PlannedRegion { name: (*name).to_owned(), from: digest('a') };
    Plan {
        group: "shop".to_owned(),
        to: digest(to),
        build_id: "2".to_owned(),
        components: Vec::new(),
        waves: vec![
            REGIONS[..1].iter().map(planned).collect(),
            REGIONS[1..3].iter().map(planned).collect(),
            REGIONS[3..].iter().map(planned).collect(),
        ],
        steps: [0, 5, 100].map(|weight_percent| Step { weight_percent, bake_seconds: 60 }).to_vec(),
        limits: Limits::default(),
        schema: SchemaRange { oldest: 8, newest: 9 },
        author: "ada".to_owned(),
        reason: reason.to_owned(),
        created_at: 0,
        expires_at: 4_000,
    }
}

pub fn rollout<'a>(world: &'a World, plan: &'a Plan) -> Rollout<'a> {
    Rollout {
        plan,
        id: plan.id().unwrap(),
        cluster: world,
        metrics: world,
        audit: world,
        clock: world,
        author: "ada".to_owned(),
        skipped: BTreeSet::new(),
    }
}

pub fn next_stage(rollout: &Rollout<'_>) -> usize {
    rollout.plan.stages_done(&rollout.id, &rollout.observe(), &rollout.skipped) + 1
}
