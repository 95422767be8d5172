//! What a region says of itself: versions, weight, and how far which rollout has come there.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::plan::RolloutId;

/// The state of one component group in one region, as annotations and route weights hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// The version that gets all requests which the canary does not.
    pub stable: Digest,
    /// The version that is tried, while one is.
    pub canary: Option<Digest>,
    /// Percent of requests that the canary gets.
    pub weight_percent: u8,
    /// The number of the newest migration that the region's replica has.
    pub schema: u32,
    /// The rollout that last wrote here.
    pub progress: Option<Progress>,
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let canary = self.canary.as_ref().map_or("none", Digest::short);
        write!(f, "canary {canary:12} {:3} %  stable {}", self.weight_percent, self.stable.short())
    }
}

/// How far a rollout has come in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Which rollout.
    pub rollout: RolloutId,
    /// The index of the step that was last taken.
    pub step: usize,
    /// When it was taken, in seconds since 1970.
    pub since: i64,
    /// When the region puts its weight back by itself, in seconds since 1970.
    pub expires_at: i64,
    /// Whether it goes on.
    pub status: Status,
}

/// Whether a rollout goes on in a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The canary is watched.
    Running,
    /// It stays as it is until somebody resumes.
    Paused,
    /// The canary gets no requests any more.
    Aborted,
    /// The version is the stable one.
    Settled,
}

impl Region {
    /// Without a canary: its requests go first, and with the next call the canary itself. `None` where nothing is left to
    /// do, or the rollout has settled here.
    pub fn aborted(&self) -> Option<Self> {
        let progress = self.progress.as_ref().filter(|progress| progress.status != Status::Settled)?;
        let has_ended = progress.status == Status::Aborted;
        let next = Self {
            weight_percent: 0,
            canary: self.canary.clone().filter(|_| !has_ended),
            progress: Some(Progress { status: Status::Aborted, ..progress.clone() }),
            ..self.clone()
        };
        (next != *self).then_some(next)
    }

    /// What a region does by itself once its rollout's time is over.
    pub fn expired(&self, now: i64) -> Option<Self> {
        let is_over = self.progress.as_ref().is_some_and(|progress| now >= progress.expires_at);
        if is_over { self.aborted() } else { None }
    }

    /// Whether a rollout other than `rollout` is under way here.
    pub fn is_taken_by_another_than(&self, rollout: &RolloutId) -> bool {
        self.progress.as_ref().is_some_and(|progress| {
            progress.rollout != *rollout && matches!(progress.status, Status::Running | Status::Paused)
        })
    }

    /// What `rollout` has come to here.
    pub fn progress_of(&self, rollout: &RolloutId) -> Option<&Progress> {
        self.progress.as_ref().filter(|progress| progress.rollout == *rollout)
    }
}
