//! What a rollout needs of the world.

use crate::gate::Evidence;
use crate::region::Region;

/// The version of a region's state: a write that names another than the newest is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version(pub String);

/// Why a region could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClusterError {
    /// It did not answer; what was asked may have happened.
    #[error("{0}")]
    Unreachable(String),
    /// Somebody else wrote meanwhile; nothing happened.
    #[error("it was changed by somebody else")]
    Conflict,
}

/// The regions.
pub trait Cluster {
    /// The state of a component group in a region.
    ///
    /// # Errors
    /// When the region does not answer.
    fn read(&self, region: &str, group: &str) -> Result<(Region, Version), ClusterError>;

    /// Replaces the state that has the version `expected`.
    ///
    /// # Errors
    /// When the region does not answer, or its state has another version.
    fn write(&self, region: &str, group: &str, expected: &Version, next: &Region) -> Result<(), ClusterError>;
}

/// What canary and stable version did.
pub trait Metrics {
    /// The last `seconds` of a group in a region. A value that no source has is left out.
    ///
    /// # Errors
    /// When the source does not answer, or with something else.
    fn evidence(&self, region: &str, group: &str, seconds: i64) -> Result<Evidence, String>;
}

/// Tells the time.
pub trait Clock {
    /// Seconds since 1970.
    fn now(&self) -> i64;
}
