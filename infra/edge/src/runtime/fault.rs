//! Why an instance failed, and what that means for the requests that were in it.

use std::sync::Arc;

/// Why an instance was taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A trap: a panic, an unreachable instruction, an access out of bounds, a broken contract.
    Trap,
    /// It wanted more memory than it may have.
    Memory,
    /// It kept a processor busy for too long.
    Processor,
    /// It did not end in time.
    Time,
}

impl Cause {
    /// For logs and metrics.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trap => "trap",
            Self::Memory => "memory limit",
            Self::Processor => "processor time limit",
            Self::Time => "time limit",
        }
    }
}

/// The part of one request in the failure of its instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    /// This request caused it.
    Culprit(Cause),
    /// Another request caused it.
    Bystander,
    /// The instance does not tell which request caused it.
    Unknown,
}

/// What the log says of a failed instance.
pub struct FaultReport {
    /// The request that caused it, where that is known.
    pub request_id: Option<Arc<str>>,
    /// Why.
    pub cause: Cause,
    /// Other requests that were in the instance.
    pub others: usize,
    /// The end of the guest's error output.
    pub stderr_tail: String,
}
