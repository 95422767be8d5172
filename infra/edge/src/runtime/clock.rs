//! A wall clock that is wrong on purpose: for drills in which regions disagree about the time.

use std::time::Duration;

use wasmtime_wasi::clocks::{HostWallClock, WallClock};

/// The machine's clock, shifted. Guests see it through WASI 0.2 and 0.3 alike; time limits and sleeps stay right.
pub struct SkewedClock {
    clock: WallClock,
    offset_seconds: i64,
}

impl SkewedClock {
    /// Ahead of the machine's clock by so many seconds; behind it, where negative.
    pub fn new(offset_seconds: i64) -> Self {
        Self { clock: WallClock::new(), offset_seconds }
    }
}

impl HostWallClock for SkewedClock {
    fn resolution(&self) -> Duration {
        self.clock.resolution()
    }

    /// No time lies before 1970.
    fn now(&self) -> Duration {
        let shift = Duration::from_secs(self.offset_seconds.unsigned_abs());
        let now = self.clock.now();
        if self.offset_seconds < 0 { now.saturating_sub(shift) } else { now.saturating_add(shift) }
    }
}
