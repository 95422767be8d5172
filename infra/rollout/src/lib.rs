//! Rollouts: a new version of one component group reaches the regions one by one, and a bad one is stopped by its gate.
//!
//! [`stage`] and [`transition`] are pure: they take a [`Plan`] and what the regions say of themselves, and answer with the
//! writes that come next. Everything else is behind a port in [`ports`]: the regions' clusters, their metrics, the audit
//! log and the clock. The state of a rollout lies in the regions alone, so any machine can go on with it.
//!
//! Invariants, each held by the property test in `tests/interleavings`: a region gives weight only to the version that
//! its plan names; two rollouts never share a region; no wave begins before the one before it has settled; a rollout is
//! done only when no region owes it a version.

pub mod audit;
pub mod cluster;
pub mod digest;
pub mod dry_run;
pub mod gate;
mod http_client;
pub mod kubernetes;
pub mod plan;
pub mod ports;
pub mod prometheus;
pub mod refusal;
pub mod region;
pub mod registry;
pub mod rollout;
pub mod skew;
pub mod stage;
pub mod transition;

pub use digest::Digest;
pub use plan::{Plan, RolloutId};
pub use refusal::Refusal;
pub use region::{Progress, Region, Status};
pub use rollout::Rollout;
