//! Stages: every wave goes through all steps of the plan and then settles. They are numbered from 1, over all waves.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Plan, RolloutId};
use crate::ports::{ClusterError, Version};
use crate::region::{Region, Status};

/// What the regions of a wave go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The canary gets the weight of the step with this index.
    Canary(usize),
    /// The version becomes the stable one.
    Settled,
}

/// One stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The index of its wave.
    pub wave: usize,
    /// Where its regions go.
    pub goal: Goal,
}

/// What was read of each region of a plan.
pub type Observed = BTreeMap<String, Result<(Region, Version), ClusterError>>;

impl Plan {
    /// The stage with that number, from 1 on.
    pub fn stage(&self, number: usize) -> Option<Stage> {
        let (index, each) = (number.checked_sub(1)?, self.steps.len() + 1);
        let goal = if index % each == self.steps.len() { Goal::Settled } else { Goal::Canary(index % each) };
        (index / each < self.waves.len()).then_some(Stage { wave: index / each, goal })
    }

    /// How many stages there are.
    pub fn stages(&self) -> usize {
        self.waves.len() * (self.steps.len() + 1)
    }

    /// How many stages all regions have reached that are not skipped. A region that cannot be read has reached none.
    pub fn stages_done(&self, id: &RolloutId, observed: &Observed, skipped: &BTreeSet<String>) -> usize {
        let each = self.steps.len() + 1;
        let mut done = 0;
        for wave in &self.waves {
            let counted = wave.iter().filter(|region| !skipped.contains(&region.name));
            let least = counted.map(|region| self.steps_done(id, observed, &region.name)).min().unwrap_or(each);
            done += least;
            if least < each {
                break;
            }
        }
        done
    }

    /// How many stages of its wave a region has reached.
    pub fn steps_done(&self, id: &RolloutId, observed: &Observed, region: &str) -> usize {
        let Some(Ok((region, _))) = observed.get(region) else { return 0 };
        match region.progress_of(id) {
            Some(progress) if progress.status == Status::Settled => self.steps.len() + 1,
            Some(progress) => progress.step + 1,
            None => 0,
        }
    }
}
