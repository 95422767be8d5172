//! Why a verb did nothing, each with the exit code that scripts go by.

use crate::gate::Verdict;
use crate::ports::ClusterError;

/// Why nothing was written, or not all of it.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The plan cannot be carried out.
    #[error("the plan is not sound: {}", .0.join("; "))]
    Plan(Vec<String>),
    /// The stage is not the next one.
    #[error("stage {wanted} is not next: {next} is")]
    NotNext {
        /// The one that was asked for.
        wanted: usize,
        /// The one that comes next.
        next: usize,
    },
    /// Every region runs the version.
    #[error("every region runs the version already")]
    Finished,
    /// A gate fails: abort.
    #[error("{region}: the gate fails: {reason}")]
    GateFailed {
        /// Where.
        region: String,
        /// What is worse than it may be.
        reason: String,
    },
    /// It is too early, or too little is known.
    #[error("{region}: wait: {reason}")]
    Waiting {
        /// Where.
        region: String,
        /// What for.
        reason: String,
    },
    /// Somebody paused the rollout.
    #[error("{0}: the rollout is paused; resume it first")]
    Paused(String),
    /// The rollout was aborted, or its time is over.
    #[error("{0}; plan another one")]
    Over(String),
    /// A region does not answer.
    #[error("{region} is out of reach ({reason}); skip it with a reason, or try again")]
    Unreachable {
        /// Which.
        region: String,
        /// What went wrong.
        reason: String,
    },
    /// A region was changed by somebody else, who wins.
    #[error("{region}: {reason}")]
    Conflict {
        /// Where.
        region: String,
        /// What it has that the plan does not expect.
        reason: String,
    },
    /// The audit log cannot be written: no step forward without it.
    #[error("the audit log cannot be written: {0}")]
    Audit(String),
}

impl Refusal {
    /// 2: a gate failed, 3: waiting, 4: a region is out of reach, 5: conflict, 1: anything else.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::GateFailed { .. } => 2,
            Self::Waiting { .. } | Self::Paused(_) => 3,
            Self::Unreachable { .. } => 4,
            Self::Conflict { .. } | Self::NotNext { .. } => 5,
            Self::Plan(_) | Self::Finished | Self::Over(_) | Self::Audit(_) => 1,
        }
    }

    /// The refusal of a region that could not be read or written.
    pub fn from_cluster(region: &str, error: ClusterError) -> Self {
        let region = region.to_owned();
        match error {
            ClusterError::Unreachable(reason) => Self::Unreachable { region, reason },
            ClusterError::Conflict => Self::Conflict { region, reason: error.to_string() },
        }
    }

    /// The refusal that a verdict stands for, unless it passes.
    pub fn from_verdict(region: &str, verdict: Verdict) -> Result<(), Self> {
        let region = region.to_owned();
        match verdict {
            Verdict::Pass => Ok(()),
            Verdict::Hold(reason) => Err(Self::Waiting { region, reason }),
            Verdict::Fail(reason) => Err(Self::GateFailed { region, reason }),
        }
    }
}
