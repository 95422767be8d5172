//! What can happen to a rollout, in any order, and what holds after each of it.

use outpost_rollout::{Plan, Refusal, Status};
use proptest::prelude::*;

use super::fixture::{next_stage, rollout};
use super::world::{REGIONS, World, digest};

#[derive(Clone, Debug)]
pub enum Act {
    /// One of two people takes the next stage of one of two rollouts.
    Promote {
        other: bool,
        killed_after: Option<u32>,
    },
    Abort {
        other: bool,
        killed_after: Option<u32>,
    },
    Pause(bool),
    Wait(i64),
    Cut(usize),
    Mend(usize),
    CanaryIs {
        bad: bool,
    },
    /// Somebody changes a region by hand.
    Meddle(usize),
    /// A region gets a schema of its own.
    Migrate(usize, u32),
}

pub fn act() -> impl Strategy<Value = Act> {
    let killed = prop_oneof![3 => Just(None), 1 => (0..3_u32).prop_map(Some)];
    let other = prop_oneof![5 => Just(false), 1 => Just(true)];
    prop_oneof![
        30 => (other.clone(), killed.clone()).prop_map(|(other, killed_after)| Act::Promote { other, killed_after }),
        1 => (other, killed).prop_map(|(other, killed_after)| Act::Abort { other, killed_after }),
        2 => any::<bool>().prop_map(Act::Pause),
        20 => (1..90_i64).prop_map(Act::Wait),
        2 => (0..4_usize).prop_map(Act::Cut),
        4 => (0..4_usize).prop_map(Act::Mend),
        2 => prop_oneof![1 => Just(true), 3 => Just(false)].prop_map(|bad| Act::CanaryIs { bad }),
        1 => (0..4_usize).prop_map(Act::Meddle),
        1 => ((0..4_usize), prop_oneof![8..10_u32, 7..11_u32]).prop_map(|(region, schema)| Act::Migrate(region, schema)),
    ]
}

/// A canary that has not failed its gate gets at most the weight of the step it is on.
pub fn check_state(world: &World, plans: &[Plan; 2]) {
    for (name, (region, _)) in world.regions.borrow().iter() {
        assert!(region.weight_percent <= 100);
        let Some(progress) = &region.progress else {
            assert!(region.canary.is_none() && region.weight_percent == 0, "{name}: {region:?}");
            continue;
        };
        let plan = plans.iter().find(|plan| plan.id().unwrap() == progress.rollout).unwrap();
        match progress.status {
            Status::Running | Status::Paused => {
                assert_eq!(region.canary.as_ref(), Some(&plan.to), "{name}");
                assert_eq!(region.weight_percent, plan.steps[progress.step].weight_percent, "{name}");
            }
            Status::Aborted | Status::Settled => assert_eq!(region.weight_percent, 0, "{name}: {region:?}"),
        }
    }
}

/// No region of a wave begins before all regions of the one before have settled.
pub fn check_waves(world: &World, plan: &Plan) {
    let id = plan.id().unwrap();
    let regions = world.regions.borrow();
    let status = |name: &str| regions[name].0.progress_of(&id).map(|progress| progress.status);
    for pair in plan.waves.windows(2) {
        let settled = pair[0].iter().all(|region| status(&region.name) == Some(Status::Settled));
        let begun = pair[1].iter().any(|region| status(&region.name).is_some());
        assert!(settled || !begun, "a wave began before the one before it settled");
    }
}

pub fn perform(world: &World, plans: &[Plan; 2], act: &Act) {
    let of = |other: bool| rollout(world, &plans[usize::from(other)]);
    match *act {
        Act::Promote { other, killed_after } => {
            let rollout = of(other);
            let stage = next_stage(&rollout);
            world.writes_left.set(killed_after);
            let before = world.seen.borrow().len();
            let refused = rollout.promote(stage);
            if matches!(refused, Err(Refusal::GateFailed { .. } | Refusal::Waiting { .. } | Refusal::Over(_))) {
                assert_eq!(world.seen.borrow().len(), before, "a refused promotion writes nothing");
            }
        }
        Act::Abort { other, killed_after } => {
            world.writes_left.set(killed_after);
            let rollout = of(other);
            if rollout.abort("a test").is_ok() {
                let id = &rollout.id;
                let regions = world.regions.borrow();
                let mut ours = regions.values().filter(|(region, _)| region.progress_of(id).is_some());
                assert!(ours.all(|(region, _)| region.weight_percent == 0 && region.canary.is_none()));
            }
        }
        Act::Pause(paused) => {
            let rollout = of(false);
            drop(if paused { rollout.pause() } else { rollout.resume() });
        }
        Act::Wait(seconds) => world.now.set(world.now.get() + seconds),
        Act::Cut(region) => drop(world.down.borrow_mut().insert(REGIONS[region].to_owned())),
        Act::Mend(region) => drop(world.down.borrow_mut().remove(REGIONS[region])),
        Act::CanaryIs { bad } => world.canary_is_bad.set(bad),
        Act::Meddle(region) => {
            let mut regions = world.regions.borrow_mut();
            let (state, version) = regions.get_mut(REGIONS[region]).unwrap();
            (state.stable, *version) = (digest('f'), *version + 1);
        }
        Act::Migrate(region, schema) => {
            let mut regions = world.regions.borrow_mut();
            let (state, version) = regions.get_mut(REGIONS[region]).unwrap();
            (state.schema, *version) = (schema, *version + 1);
        }
    }
    world.writes_left.set(None);
}
