//! Security: headers on every response, a guard before every form, limits of what one client may do.

pub mod client;
pub mod guard;
pub mod headers;
pub mod rate_limit;
