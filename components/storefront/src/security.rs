//! Security: headers on every response, a guard before every write.

pub(crate) mod guard;
pub(crate) mod headers;
mod local_rate_limiter;
pub(crate) mod rate_limit;

pub use local_rate_limiter::LocalRateLimiter;
