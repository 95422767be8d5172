//! Static files and product pictures. Their names are hashes of their content, so every response may be cached forever.
//!
//! `/assets/<hashed name>` serves files that were embedded at compile time, in the encoding that the client prefers.
//! `/media/<hash>.<kind>` serves the table `media`. Both support conditional requests and ranges.

mod encoding;
mod error_text;
mod files;
mod media;
mod response;
mod router;
mod state;

pub use files::embedded;
pub use router::{router, routes};
pub use state::{File, State};
