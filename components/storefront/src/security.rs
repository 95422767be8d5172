//! Security: headers on every response, a guard before every write.

pub(crate) mod client;
pub(crate) mod guard;
pub(crate) mod headers;
pub(crate) mod rate_limit;
