//! A region's own database server, which follows the primary's by itself: how far behind it is, as seen from here.

use super::remote::{LogPosition, Remote};
use super::replica::{ReplicaKind, ReplicaStatus};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// A server and the one that it follows. Both are asked every few seconds, so what is known is that old.
pub struct ServerReplica {
    server: Arc<Remote>,
    primary: Arc<Remote>,
    comparison: Mutex<Comparison>,
}

impl ServerReplica {
    /// Nothing is known of it yet.
    pub fn new(server: Arc<Remote>, primary: Arc<Remote>) -> Self {
        Self { server, primary, comparison: Mutex::default() }
    }

    /// What it follows.
    pub fn primary(&self) -> &Arc<Remote> {
        &self.primary
    }

    /// The region's server itself.
    pub fn server(&self) -> &Arc<Remote> {
        &self.server
    }

    /// How it is now. Everything that the primary had committed before its age began is there.
    pub fn status(&self) -> ReplicaStatus {
        let position = self.server.newest();
        let mut comparison = self.comparison.lock().unwrap_or_else(PoisonError::into_inner);
        let lag_frames =
            self.primary.newest().zip(position).and_then(|(primary, server)| comparison.compare(primary, server));
        ReplicaStatus {
            kind: ReplicaKind::Server,
            age: comparison.level.map(|level| level.elapsed()),
            version: position.map_or_else(String::new, |position| position.frame.to_string()),
            lag_frames,
            ready: self.server.is_reachable(),
            ..ReplicaStatus::default()
        }
    }
}

/// What follows from what both have said.
#[derive(Debug, Default)]
struct Comparison {
    /// The server has everything that was committed before.
    level: Option<Instant>,
    /// The server's frame in a log that the primary no longer has. A primary that was killed begins its log anew, and
    /// then the numbers of a server that does not know of it say nothing, however large they are.
    foreign: Option<u64>,
    /// The server's frame, and when it first said so.
    stands: Option<(u64, Instant)>,
}

impl Comparison {
    /// Frames that the server lacks; `None` while it is in another log than the primary.
    fn compare(&mut self, primary: LogPosition, server: LogPosition) -> Option<u64> {
        let stands = self.stands.filter(|(frame, _)| *frame == server.frame);
        let (_, since) = *self.stands.insert(stands.unwrap_or((server.frame, server.answered)));
        if since <= primary.asked && server.frame > primary.frame {
            self.foreign = Some(server.frame);
        } else if self.foreign != Some(server.frame) {
            // No frame of the old log can come any more: a server that moves has found the new one.
            self.foreign = None;
        }
        if self.foreign.is_some() {
            return None;
        }
        let lag = primary.frame.saturating_sub(server.frame);
        if lag == 0 {
            // Counted from the primary's own words: where it is out of reach, the two agree for ever.
            self.level = self.level.max(Some(primary.asked));
        }
        Some(lag)
    }
}

#[cfg(test)]
mod tests {
    use super::{Comparison, LogPosition};
    use std::time::{Duration, Instant};

    /// One second of a region: what the primary and the server said last, as (frame, second of the question), and what
    /// follows: frames behind, and the second since which the server is level.
    type Moment = ((u64, u64), (u64, u64), Option<u64>, Option<u64>);

    #[track_caller]
    fn expect(moments: &[Moment]) {
        let start = Instant::now();
        let at = |second| start + Duration::from_secs(second);
        let position = |(frame, second)| LogPosition { frame, asked: at(second), answered: at(second) };
        let mut comparison = Comparison::default();
        for (number, &(primary, server, lag, level)) in moments.iter().enumerate() {
            assert_eq!(comparison.compare(position(primary), position(server)), lag, "lag of moment {number}");
            assert_eq!(comparison.level, level.map(at), "level in moment {number}");
        }
    }

    #[test]
    fn a_server_is_level_since_the_primary_was_asked() {
        expect(&[
            ((10, 1), (8, 1), Some(2), None),
            ((10, 1), (10, 2), Some(0), Some(1)),
            ((10, 3), (10, 2), Some(0), Some(3)),
            // Asked later than the primary, it may have more than that had then.
            ((10, 3), (12, 4), Some(0), Some(3)),
        ]);
    }

    #[test]
    fn a_region_that_is_cut_off_grows_old_though_nothing_seems_to_differ() {
        expect(&[((10, 1), (10, 1), Some(0), Some(1)), ((10, 1), (10, 60), Some(0), Some(1))]);
    }

    #[test]
    fn a_server_that_stands_still_grows_old() {
        expect(&[((10, 1), (10, 1), Some(0), Some(1)), ((11, 5), (10, 6), Some(1), Some(1))]);
    }

    #[test]
    fn frames_of_a_log_that_is_gone_say_nothing() {
        expect(&[
            ((1_000, 1), (1_000, 2), Some(0), Some(1)),
            // The primary was killed; its new log is short, and the server does not know of it.
            ((400, 5), (1_000, 6), None, Some(1)),
            ((1_000, 8), (1_000, 9), None, Some(1)),
            // It has.
            ((1_000, 8), (300, 10), Some(700), Some(1)),
            ((1_000, 8), (1_000, 11), Some(0), Some(8)),
        ]);
    }
}
