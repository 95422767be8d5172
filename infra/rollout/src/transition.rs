//! The ways between states of a rollout. Each answers with writes, which may be made in their order and broken off after
//! any of them: the same verb, given again, makes the rest.

use std::collections::BTreeSet;

use crate::gate::{self, Evidence};
use crate::plan::{Plan, PlannedRegion, RolloutId};
use crate::ports::Version;
use crate::refusal::Refusal;
use crate::region::{Progress, Region, Status};
use crate::stage::{Goal, Observed};

/// One write to one region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Where.
    pub region: String,
    /// The version that was read.
    pub expected: Version,
    /// What the region shall be.
    pub next: Region,
}

/// A step forward in one region, and what its gate saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Promotion {
    /// What is written.
    pub write: Write,
    /// What allows it.
    pub evidence: Evidence,
}

/// A rollout as it is looked at.
pub struct View<'a> {
    /// What shall happen.
    pub plan: &'a Plan,
    /// The plan's id.
    pub id: &'a RolloutId,
    /// What the regions say.
    pub observed: &'a Observed,
    /// Regions that are left out for now, and owed.
    pub skipped: &'a BTreeSet<String>,
    /// Seconds since 1970.
    pub now: i64,
}

impl<'a> View<'a> {
    /// The steps that bring all regions of a stage there. It must be the next one, its gates must pass, and no region may
    /// have moved on its own.
    ///
    /// # Errors
    /// When any of that is not so.
    pub fn promote(
        &self,
        stage: usize,
        evidence: &dyn Fn(&str) -> Result<Evidence, String>,
    ) -> Result<Vec<Promotion>, Refusal> {
        let done = self.plan.stages_done(self.id, self.observed, self.skipped);
        let Some(next) = self.plan.stage(done + 1) else { return Err(Refusal::Finished) };
        if stage != done + 1 {
            return Err(Refusal::NotNext { wanted: stage, next: done + 1 });
        }
        if self.now >= self.plan.expires_at {
            return Err(Refusal::Over("the plan's time is over".to_owned()));
        }
        for wave in &self.plan.waves[..=next.wave] {
            for region in wave.iter().filter(|region| !self.skipped.contains(&region.name)) {
                self.check_unmoved(region)?;
            }
        }
        let mut promotions = Vec::new();
        let wave = self.plan.waves[next.wave].iter().filter(|region| !self.skipped.contains(&region.name));
        for planned in wave {
            let (region, version) = self.region(planned)?;
            if self.plan.steps_done(self.id, self.observed, &planned.name) > self.steps_before(next.goal) {
                // An earlier try got this far.
                continue;
            }
            let evidence =
                evidence(&planned.name).map_err(|reason| Refusal::Waiting { region: planned.name.clone(), reason })?;
            self.check_gate(planned, region, next.goal, &evidence)?;
            let next = self.reached(region, next.goal);
            let write = Write { region: planned.name.clone(), expected: version.clone(), next };
            promotions.push(Promotion { write, evidence });
        }
        Ok(promotions)
    }

    /// The writes that take the canary's requests away everywhere, whatever else is wrong. A second call, after they are
    /// made, takes the canaries themselves.
    pub fn abort(&self) -> Vec<Write> {
        self.writes(|region, _| region.aborted())
    }

    /// The writes that keep everything as it is, or let it go on.
    pub fn set_paused(&self, paused: bool) -> Vec<Write> {
        let (from, to) = if paused { (Status::Running, Status::Paused) } else { (Status::Paused, Status::Running) };
        self.writes(|region, progress| {
            let progress = Progress { status: to, ..progress.clone() };
            (region.progress.as_ref().is_some_and(|progress| progress.status == from))
                .then(|| Region { progress: Some(progress), ..region.clone() })
        })
    }

    /// The regions that do not run the version yet.
    pub fn owed(&self) -> Vec<&'a str> {
        let each = self.plan.steps.len() + 1;
        let is_owed = |name: &str| self.plan.steps_done(self.id, self.observed, name) < each;
        self.plan.regions().map(|region| region.name.as_str()).filter(|name| is_owed(name)).collect()
    }

    /// Writes to the regions in which this rollout is under way.
    fn writes(&self, next: impl Fn(&Region, &Progress) -> Option<Region>) -> Vec<Write> {
        let mut writes = Vec::new();
        for (name, read) in self.observed {
            let Ok((region, version)) = read else { continue };
            let Some(progress) = region.progress_of(self.id) else { continue };
            if let Some(next) = next(region, progress) {
                writes.push(Write { region: name.clone(), expected: version.clone(), next });
            }
        }
        writes
    }

    fn region(&self, planned: &PlannedRegion) -> Result<(&Region, &Version), Refusal> {
        let unreachable = |reason: String| Refusal::Unreachable { region: planned.name.clone(), reason };
        match self.observed.get(&planned.name) {
            Some(Ok((region, version))) => Ok((region, version)),
            Some(Err(error)) => Err(unreachable(error.to_string())),
            None => Err(unreachable("it was not read".to_owned())),
        }
    }

    /// Whether a region is what this rollout left it as, or what the plan found.
    fn check_unmoved(&self, planned: &PlannedRegion) -> Result<(), Refusal> {
        let (region, _) = self.region(planned)?;
        let conflict = |reason: String| Err(Refusal::Conflict { region: planned.name.clone(), reason });
        if region.is_taken_by_another_than(self.id) {
            return conflict("another rollout is under way there".to_owned());
        }
        let progress = region.progress_of(self.id);
        match progress.map(|progress| progress.status) {
            Some(Status::Paused) => return Err(Refusal::Paused(planned.name.clone())),
            Some(Status::Aborted) => return Err(Refusal::Over(format!("{}: the rollout was aborted", planned.name))),
            Some(Status::Running | Status::Settled) | None => {}
        }
        let is_settled = progress.is_some_and(|progress| progress.status == Status::Settled);
        let expected = if is_settled { &self.plan.to } else { &planned.from };
        if region.stable != *expected {
            return conflict(format!("its stable version is {}, not {}", region.stable.short(), expected.short()));
        }
        if progress.is_none() && region.canary.is_some() && region.weight_percent > 0 {
            return conflict("an unknown canary gets requests there".to_owned());
        }
        Ok(())
    }

    fn check_gate(
        &self,
        planned: &PlannedRegion,
        region: &Region,
        goal: Goal,
        evidence: &Evidence,
    ) -> Result<(), Refusal> {
        let wait = |reason: String| Err(Refusal::Waiting { region: planned.name.clone(), reason });
        if !self.plan.schema.contains(region.schema) {
            return wait(format!("its schema is {}, which the version does not work with", region.schema));
        }
        let Some(progress) = region.progress_of(self.id) else {
            return Refusal::from_verdict(&planned.name, gate::before_start(evidence, &self.plan.limits));
        };
        let baked = progress.since + self.plan.steps[progress.step].bake_seconds;
        if goal != Goal::Canary(0) && self.now < baked {
            return wait(format!("{} s of the step are left", baked - self.now));
        }
        // Only requests with the header reach a canary without weight, so there is nothing to compare.
        if region.weight_percent == 0 && evidence.canary.requests.unwrap_or(0.0) < 1.0 {
            return Ok(());
        }
        Refusal::from_verdict(&planned.name, gate::judge(evidence, &self.plan.limits))
    }

    fn steps_before(&self, goal: Goal) -> usize {
        match goal {
            Goal::Canary(step) => step,
            Goal::Settled => self.plan.steps.len(),
        }
    }

    fn reached(&self, region: &Region, goal: Goal) -> Region {
        let progress = |step, status| Progress {
            rollout: self.id.clone(),
            step,
            since: self.now,
            expires_at: self.plan.expires_at,
            status,
        };
        match goal {
            Goal::Canary(step) => Region {
                canary: Some(self.plan.to.clone()),
                weight_percent: self.plan.steps[step].weight_percent,
                progress: Some(progress(step, Status::Running)),
                ..region.clone()
            },
            Goal::Settled => Region {
                stable: self.plan.to.clone(),
                canary: None,
                weight_percent: 0,
                progress: Some(progress(self.plan.steps.len() - 1, Status::Settled)),
                ..region.clone()
            },
        }
    }
}
