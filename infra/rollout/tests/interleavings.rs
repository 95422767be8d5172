//! Any order of steps, crashes, outages and other people's writes: what holds in every state that is reached.

#![allow(clippy::unwrap_used)]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use outpost_rollout::audit::{Audit, Entry};
use outpost_rollout::gate::{Evidence, Limits, Sample};
use outpost_rollout::plan::{PlannedRegion, SchemaRange, Step};
use outpost_rollout::ports::{Clock, Cluster, ClusterError, Metrics, Version};
use outpost_rollout::{Digest, Plan, Refusal, Region, Rollout, Status};
use proptest::collection::vec;
use proptest::prelude::*;

const REGIONS: [&str; 4] = ["north", "east", "south", "west"];

fn digest(letter: char) -> Digest {
    format!("sha256:{}", letter.to_string().repeat(64)).parse().unwrap()
}

fn plan(to: char, reason: &str) -> Plan {
    let planned = |name: &&str| PlannedRegion { name: (*name).to_owned(), from: digest('a') };
    Plan {
        group: "shop".to_owned(),
        to: digest(to),
        build_id: "2".to_owned(),
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

/// Regions in memory, with outages and crashes.
struct World {
    regions: RefCell<BTreeMap<String, (Region, u64)>>,
    down: RefCell<BTreeSet<String>>,
    /// Writes that are made before the tool is killed.
    writes_left: Cell<Option<u32>>,
    now: Cell<i64>,
    canary_is_bad: Cell<bool>,
    seen: RefCell<Vec<(String, Region)>>,
}

impl World {
    fn new() -> Self {
        let region = Region { stable: digest('a'), canary: None, weight_percent: 0, schema: 8, progress: None };
        Self {
            regions: RefCell::new(REGIONS.iter().map(|name| ((*name).to_owned(), (region.clone(), 1))).collect()),
            down: RefCell::default(),
            writes_left: Cell::new(None),
            now: Cell::new(0),
            canary_is_bad: Cell::new(false),
            seen: RefCell::default(),
        }
    }

    /// Nobody takes a region from a rollout that is under way, and no step is shorter than its time.
    fn check_write(&self, old: &Region, next: &Region) {
        let (Some(old), Some(next)) = (&old.progress, &next.progress) else { return };
        let is_running = matches!(old.status, Status::Running | Status::Paused);
        assert!(old.rollout == next.rollout || !is_running, "{old:?} is taken over by {next:?}");
        let goes_on = next.step > old.step || next.status == Status::Settled;
        if old.rollout == next.rollout && goes_on {
            assert!(self.now.get() >= old.since + 60, "{old:?} goes on early");
        }
    }

    fn is_down(&self, region: &str) -> Result<(), ClusterError> {
        match self.down.borrow().contains(region) {
            true => Err(ClusterError::Unreachable("cut off".to_owned())),
            false => Ok(()),
        }
    }
}

impl Cluster for World {
    fn read(&self, region: &str, _: &str) -> Result<(Region, Version), ClusterError> {
        self.is_down(region)?;
        let (state, version) = self.regions.borrow()[region].clone();
        Ok((state, Version(version.to_string())))
    }

    fn write(&self, region: &str, _: &str, expected: &Version, next: &Region) -> Result<(), ClusterError> {
        self.is_down(region)?;
        match self.writes_left.get() {
            Some(0) => return Err(ClusterError::Unreachable("killed".to_owned())),
            Some(left) => self.writes_left.set(Some(left - 1)),
            None => {}
        }
        let mut regions = self.regions.borrow_mut();
        let (state, version) = regions.get_mut(region).unwrap();
        if version.to_string() != expected.0 {
            return Err(ClusterError::Conflict);
        }
        self.check_write(state, next);
        (*state, *version) = (next.clone(), *version + 1);
        self.seen.borrow_mut().push((region.to_owned(), next.clone()));
        Ok(())
    }
}

impl Metrics for World {
    fn evidence(&self, _: &str, _: &str, _: i64) -> Evidence {
        let sound = Sample {
            requests: Some(500.0),
            errors: Some(0.0),
            traps: Some(0.0),
            p95_seconds: Some(0.001),
            round_trips: Some(10.0),
            orders_tried: Some(5.0),
            orders_placed: Some(5.0),
        };
        let errors = if self.canary_is_bad.get() { 400.0 } else { 0.0 };
        Evidence {
            canary: Sample { errors: Some(errors), ..sound },
            stable: sound,
            replica_age_seconds: Some(1.0),
            breaker_open: Some(false),
        }
    }
}

impl Audit for World {
    fn append(&self, _: Entry) -> Result<(), String> {
        Ok(())
    }
}

impl Clock for World {
    fn now(&self) -> i64 {
        self.now.get()
    }
}

#[derive(Clone, Debug)]
enum Act {
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

fn act() -> impl Strategy<Value = Act> {
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

fn rollout<'a>(world: &'a World, plan: &'a Plan) -> Rollout<'a> {
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

fn next_stage(rollout: &Rollout<'_>) -> usize {
    rollout.plan.stages_done(&rollout.id, &rollout.observe(), &rollout.skipped) + 1
}

/// A canary that has not failed its gate gets at most the weight of the step it is on.
fn check_state(world: &World, plans: &[Plan; 2]) {
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
fn check_waves(world: &World, plan: &Plan) {
    let id = plan.id().unwrap();
    let regions = world.regions.borrow();
    let status = |name: &str| regions[name].0.progress_of(&id).map(|progress| progress.status);
    for pair in plan.waves.windows(2) {
        let settled = pair[0].iter().all(|region| status(&region.name) == Some(Status::Settled));
        let begun = pair[1].iter().any(|region| status(&region.name).is_some());
        assert!(settled || !begun, "a wave began before the one before it settled");
    }
}

fn perform(world: &World, plans: &[Plan; 2], act: &Act) {
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
