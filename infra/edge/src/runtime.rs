//! Compiled components, their instances, and requests on their way through them.

mod clock;
mod compiled;
mod engine;
mod fault;
mod guest;
mod in_flight;
mod instance;
mod pool;
mod stdio;

pub use compiled::Cache;
pub use engine::{Runtime, RuntimeError};
pub use fault::Cause;
pub use guest::{Granted, Grants, Guest};
pub use in_flight::InFlightRequest;
pub use instance::Component;
pub use pool::{Failure, GuestResponse, Pools};
