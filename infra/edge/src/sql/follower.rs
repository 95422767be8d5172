//! A region's own database server, which follows the primary's by itself: how far behind it is, as seen from here.

use super::copy::CopyStatus;
use super::remote::Remote;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// What such a server is called where operators read of it.
pub const SOURCE: &str = "a libSQL server that follows the primary";

/// A server and the one that it follows. Both are asked every few seconds, so what is known is that old.
pub struct Follower {
    server: Arc<Remote>,
    primary: Arc<Remote>,
    level: Mutex<Option<Instant>>,
}

impl Follower {
    /// Nothing is known of it yet.
    pub fn new(server: Arc<Remote>, primary: Arc<Remote>) -> Self {
        Self { server, primary, level: Mutex::new(None) }
    }

    /// How it is now. Its age counts from when it was last seen to have all that the primary has.
    pub fn status(&self) -> CopyStatus {
        let (frame, ready) = (self.server.newest_frame(), self.server.is_reachable());
        let behind = self.primary.newest_frame().saturating_sub(frame);
        let mut level = self.level.lock().unwrap_or_else(PoisonError::into_inner);
        if ready && self.primary.is_reachable() && behind == 0 && frame > 0 {
            *level = Some(Instant::now());
        }
        CopyStatus {
            source: SOURCE,
            age: level.map(|level| level.elapsed()),
            version: frame.to_string(),
            lag_frames: Some(behind),
            ready,
            ..CopyStatus::default()
        }
    }
}
