//! Any order of steps, crashes, outages and other people's writes: what holds in every state that is reached.

#![allow(clippy::unwrap_used)]

mod act;
mod fixture;
mod world;

use std::collections::BTreeSet;

use outpost_rollout::{Refusal, Rollout};
use proptest::collection::vec;
use proptest::prelude::*;

use act::{Act, act, check_state, check_waves, perform};
use fixture::{next_stage, plan, rollout};
use world::{World, digest};

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_interleaving_reaches_a_state_that_must_not_be(acts in vec(act(), 1..90)) {
        let (world, plans) = (World::new(), [plan('b', "new prices"), plan('c', "another thing")]);
        for act in &acts {
            let before = world.regions.borrow().clone();
            perform(&world, &plans, act);
            check_state(&world, &plans);
            plans.iter().for_each(|plan| check_waves(&world, plan));
            // A region whose schema the version does not know gets no more of it.
            for (name, (region, _)) in world.regions.borrow().iter() {
                let was = before[name].0.weight_percent;
                prop_assert!(region.weight_percent <= was || (8..=9).contains(&region.schema), "{}", name);
            }
        }
    }

    #[test]
    fn a_tool_that_is_killed_at_every_step_still_gets_there(kills in vec(0..3_u32, 0..40)) {
        let (world, plan) = (World::new(), plan('b', "new prices"));
        let mut kills = kills.into_iter();
        for _ in 0..200 {
            world.writes_left.set(kills.next());
            let rollout = rollout(&world, &plan);
            match rollout.promote(next_stage(&rollout)) {
                Err(Refusal::Finished) => break,
                _ => world.now.set(world.now.get() + 20),
            }
        }
        let rollout = rollout(&world, &plan);
        let observed = rollout.observe();
        prop_assert_eq!(rollout.view(&observed).owed(), Vec::<&str>::new());
        prop_assert!(world.regions.borrow().values().all(|(region, _)| region.stable == digest('b')));
    }
}

#[test]
fn a_bad_version_gets_no_further_than_its_first_step_and_leaves_no_requests_behind() {
    let (world, plan) = (World::new(), plan('b', "new prices"));
    let rollout = rollout(&world, &plan);
    rollout.promote(1).unwrap();
    world.now.set(100);
    rollout.promote(2).unwrap();
    world.canary_is_bad.set(true);
    world.now.set(200);
    assert_eq!(rollout.promote(3).unwrap_err().exit_code(), 2);
    rollout.abort("the gate failed").unwrap();
    assert!(world.regions.borrow().values().all(|(region, _)| region.stable == digest('a')));
    assert_eq!(rollout.promote(3).unwrap_err().exit_code(), 1, "an aborted rollout does not go on");
}

#[test]
fn a_region_out_of_reach_stops_the_rollout_and_a_skipped_one_is_owed() {
    let (world, plan) = (World::new(), plan('b', "new prices"));
    world.down.borrow_mut().insert("west".to_owned());
    assert_eq!(rollout(&world, &plan).promote(1).unwrap_err().exit_code(), 4);
    let rollout = Rollout { skipped: BTreeSet::from(["west".to_owned()]), ..rollout(&world, &plan) };
    while let Err(Refusal::Waiting { .. }) | Ok(()) = rollout.promote(next_stage(&rollout)) {
        world.now.set(world.now.get() + 30);
    }
    let observed = rollout.observe();
    assert_eq!(rollout.view(&observed).owed(), ["west"]);
}

#[test]
fn whoever_else_changes_a_region_wins() {
    let (world, plan) = (World::new(), plan('b', "new prices"));
    perform(&world, &[plan.clone(), plan.clone()], &Act::Meddle(0));
    let refusal = rollout(&world, &plan).promote(1).unwrap_err();
    assert_eq!((refusal.exit_code(), world.seen.borrow().len()), (5, 0), "{refusal}");
}
