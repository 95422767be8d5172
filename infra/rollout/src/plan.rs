//! What shall happen, agreed before anything does: the sha256 of a plan's canonical JSON is the rollout's id.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, sha256};
use crate::gate::Limits;

/// The id of a rollout: 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RolloutId(String);

impl fmt::Display for RolloutId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A rollout of one component group to some regions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The component group, e.g. `shop`: its SpinApps are `shop-stable` and `shop-canary`.
    pub group: String,
    /// The version that all regions shall run.
    pub to: Digest,
    /// The components that may differ from what the regions run; empty where no registry was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<String>,
    /// Its build, as its pages and metrics name it.
    pub build_id: String,
    /// The regions in the order in which they get it: those of one wave together.
    pub waves: Vec<Vec<PlannedRegion>>,
    /// What a region goes through, e.g. 0, 5, 25 and 100 percent.
    pub steps: Vec<Step>,
    /// What stops it.
    pub limits: Limits,
    /// The schema that the version works with.
    pub schema: SchemaRange,
    /// Who planned it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// Seconds since 1970.
    pub created_at: i64,
    /// No step forward is made from this second on, and regions put their weight back.
    pub expires_at: i64,
}

/// A region and the version that it ran when the plan was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedRegion {
    /// Its name, e.g. `northeurope`.
    pub name: String,
    /// Its stable version.
    pub from: Digest,
}

/// A share of requests, and how long it lasts at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Percent of requests; at 0 only those with the header that names the canary reach it.
    pub weight_percent: u8,
    /// How long it is watched before the next step.
    pub bake_seconds: i64,
}

/// Numbers of migrations, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemaRange {
    /// The oldest schema that the version works with.
    pub oldest: u32,
    /// The newest.
    pub newest: u32,
}

impl SchemaRange {
    /// Whether the version works with that schema.
    pub fn contains(self, migration: u32) -> bool {
        (self.oldest..=self.newest).contains(&migration)
    }
}

impl Plan {
    /// Its id. Objects are written with sorted keys and without spaces, so equal plans have equal ids.
    ///
    /// # Errors
    /// When the plan cannot be written as JSON.
    pub fn id(&self) -> Result<RolloutId, serde_json::Error> {
        let canonical = serde_json::to_string(&serde_json::to_value(self)?)?;
        Ok(RolloutId(sha256(canonical.as_bytes())))
    }

    /// Every region of all waves.
    pub fn regions(&self) -> impl Iterator<Item = &PlannedRegion> {
        self.waves.iter().flatten()
    }

    /// Everything that is wrong with it; empty where it can be started.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        let names: Vec<&str> = self.regions().map(|region| region.name.as_str()).collect();
        let mut say = |is_wrong: bool, problem: &str| problems.extend(is_wrong.then(|| problem.to_owned()));
        say(self.waves.iter().any(Vec::is_empty) || names.is_empty(), "a wave has no region");
        say(names.iter().collect::<BTreeSet<_>>().len() != names.len(), "a region stands in two waves");
        let weights: Vec<u8> = self.steps.iter().map(|step| step.weight_percent).collect();
        say(!weights.is_sorted_by(|a, b| a < b), "weights must rise from step to step");
        say(weights.last() != Some(&100), "the last step must have a weight of 100");
        say(self.steps.iter().any(|step| step.bake_seconds < 0), "a step lasts less than no time");
        say(self.reason.trim().is_empty() || self.author.trim().is_empty(), "it needs an author and a reason");
        say(self.expires_at <= self.created_at, "it expires before it begins");
        say(self.schema.oldest > self.schema.newest, "its schema range is empty");
        say(self.regions().any(|region| region.from == self.to), "a region runs the version already");
        problems
    }
}
