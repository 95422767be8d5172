//! The verbs: they read the regions, let [`transition`](crate::transition) decide, write down what they do, and do it.

use std::collections::BTreeSet;

use serde_json::json;

use crate::audit::{Audit, Entry};
use crate::plan::{Plan, RolloutId};
use crate::ports::{Clock, Cluster, Metrics};
use crate::refusal::Refusal;
use crate::stage::Observed;
use crate::transition::{Promotion, View, Write};

/// The least time that a gate looks at: some scrapes of Prometheus.
const SECONDS_MIN: i64 = 15;

/// A rollout with the world around it.
pub struct Rollout<'a> {
    /// What shall happen.
    pub plan: &'a Plan,
    /// The plan's id.
    pub id: RolloutId,
    /// The regions.
    pub cluster: &'a dyn Cluster,
    /// What they did.
    pub metrics: &'a dyn Metrics,
    /// What is written down.
    pub audit: &'a dyn Audit,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Who gives the verb.
    pub author: String,
    /// Regions that are left out, each with a reason in the audit log.
    pub skipped: BTreeSet<String>,
}

impl Rollout<'_> {
    /// What each region says now.
    pub fn observe(&self) -> Observed {
        let read = |name: &str| (name.to_owned(), self.cluster.read(name, &self.plan.group));
        self.plan.regions().map(|region| read(&region.name)).collect()
    }

    /// Whether every region answered that is not left out.
    ///
    /// # Errors
    /// The first one that did not.
    pub fn check_reachable(&self, observed: &Observed) -> Result<(), Refusal> {
        let mut expected = observed.iter().filter(|(name, _)| !self.skipped.contains(*name));
        let unreachable = expected.find_map(|(name, read)| Some((name, read.as_ref().err()?)));
        unreachable.map_or(Ok(()), |(region, error)| Err(Refusal::from_cluster(region, error.clone())))
    }

    /// Looks at the regions.
    pub fn view<'a>(&'a self, observed: &'a Observed) -> View<'a> {
        View { plan: self.plan, id: &self.id, observed, skipped: &self.skipped, now: self.clock.now() }
    }

    /// Brings the regions of a stage there; stage 1 starts the rollout.
    ///
    /// # Errors
    /// See [`Refusal`]. Writes that were made before one failed stay; the same call makes the others.
    pub fn promote(&self, stage: usize) -> Result<(), Refusal> {
        let problems = self.plan.problems();
        if !problems.is_empty() {
            return Err(Refusal::Plan(problems));
        }
        let observed = self.observe();
        if stage == 1 {
            self.check_reachable(&observed)?;
        }
        let view = self.view(&observed);
        let evidence = |region: &str| self.metrics.evidence(region, &self.plan.group, self.bake_seconds(stage));
        for Promotion { write, evidence } in view.promote(stage, &evidence)? {
            let detail = json!({ "evidence": evidence, "limits": self.plan.limits });
            self.note(&format!("promote {stage}"), &write, detail).map_err(Refusal::Audit)?;
            self.write(&write)?;
        }
        Ok(())
    }

    /// Takes all requests from the canary everywhere, and then the canary itself. It works without the audit log.
    ///
    /// # Errors
    /// When a region is out of reach: the others are done all the same.
    pub fn abort(&self, reason: &str) -> Result<(), Refusal> {
        let mut failed = None;
        for _ in 0..2 {
            let observed = self.observe();
            for write in self.view(&observed).abort() {
                if let Err(error) = self.note("abort", &write, json!({ "reason": reason })) {
                    failed.get_or_insert(Refusal::Audit(error));
                }
                if let Err(error) = self.write(&write) {
                    failed = Some(error);
                }
            }
            if let Err(unreachable) = self.check_reachable(&observed) {
                failed = Some(unreachable);
            }
        }
        failed.map_or(Ok(()), Err)
    }

    /// Keeps everything as it is until [`resume`](Self::resume).
    ///
    /// # Errors
    /// When a region cannot be written.
    pub fn pause(&self) -> Result<(), Refusal> {
        self.set_paused(true)
    }

    /// Lets a paused rollout go on.
    ///
    /// # Errors
    /// When a region cannot be written.
    pub fn resume(&self) -> Result<(), Refusal> {
        self.set_paused(false)
    }

    /// Writes down which regions are left out, and why.
    ///
    /// # Errors
    /// When the audit log cannot be written.
    pub fn note_skipped(&self, reason: &str) -> Result<(), Refusal> {
        for region in &self.skipped {
            let entry = self.entry("skip", region, json!({ "reason": reason }));
            self.audit.append(entry).map_err(Refusal::Audit)?;
        }
        Ok(())
    }

    fn set_paused(&self, paused: bool) -> Result<(), Refusal> {
        let observed = self.observe();
        for write in self.view(&observed).set_paused(paused) {
            self.note(if paused { "pause" } else { "resume" }, &write, json!({})).map_err(Refusal::Audit)?;
            self.write(&write)?;
        }
        Ok(())
    }

    fn write(&self, write: &Write) -> Result<(), Refusal> {
        let written = self.cluster.write(&write.region, &self.plan.group, &write.expected, &write.next);
        written.map_err(|error| Refusal::from_cluster(&write.region, error))
    }

    fn note(&self, verb: &str, write: &Write, detail: serde_json::Value) -> Result<(), String> {
        let detail = json!({ "next": write.next, "expected": write.expected.0, "because": detail });
        self.audit.append(self.entry(verb, &write.region, detail))
    }

    fn entry(&self, verb: &str, region: &str, detail: serde_json::Value) -> Entry {
        Entry {
            at: self.clock.now(),
            author: self.author.clone(),
            rollout: self.id.to_string(),
            verb: verb.to_owned(),
            region: region.to_owned(),
            detail,
        }
    }

    /// How long the step before a stage lasts at least: the time that its gate looks at.
    fn bake_seconds(&self, stage: usize) -> i64 {
        let before = stage.saturating_sub(2) % (self.plan.steps.len() + 1);
        self.plan.steps.get(before).map_or(SECONDS_MIN, |step| step.bake_seconds.max(SECONDS_MIN))
    }
}
