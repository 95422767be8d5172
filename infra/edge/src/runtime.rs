//! Compiled components, their instances, and requests on their way through them.

mod clock;
mod compiled;
mod engine;
mod guest;
mod instance;
mod ledger;
mod pool;
mod stdio;

pub use compiled::Cache;
pub use engine::{Runtime, RuntimeError};
pub use guest::{Granted, Grants, Guest};
pub use instance::Component;
pub use ledger::{Cause, Visit};
pub use pool::{Answer, Failure, Pools};
