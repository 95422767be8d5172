//! Two connections to one server that both stay warm.
//!
//! A pool hands out the connection that was used last, so a second one in it grows cold, and an order that comes while
//! the first is busy pays for a new one: one more crossing of the ocean. Of two pools the idle one is taken, and of two
//! idle ones that which was used longer ago, so whoever asks every few seconds keeps a connection warm in each.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// A pair of pools.
#[derive(Debug)]
pub struct Lines<Pool> {
    lines: [Line<Pool>; 2],
    turn: AtomicU64,
}

#[derive(Debug)]
struct Line<Pool> {
    pool: Pool,
    busy: AtomicUsize,
    used: AtomicU64,
}

/// A pool that counts as busy until this is dropped.
pub struct Lease<'a, Pool>(&'a Line<Pool>);

impl<Pool> Lines<Pool> {
    /// Both are idle.
    pub fn new(pools: [Pool; 2]) -> Self {
        let lines = pools.map(|pool| Line { pool, busy: AtomicUsize::new(0), used: AtomicU64::new(0) });
        Self { lines, turn: AtomicU64::new(1) }
    }

    /// The one that is less busy, else the one that was used longer ago.
    pub fn take(&self) -> Lease<'_, Pool> {
        let load = |line: &Line<Pool>| (line.busy.load(Ordering::Relaxed), line.used.load(Ordering::Relaxed));
        let [first, second] = &self.lines;
        let line = if load(second) < load(first) { second } else { first };
        line.busy.fetch_add(1, Ordering::Relaxed);
        line.used.store(self.turn.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        Lease(line)
    }
}

impl<Pool> Lease<'_, Pool> {
    /// What sends requests.
    pub fn pool(&self) -> &Pool {
        &self.0.pool
    }
}

impl<Pool> Drop for Lease<'_, Pool> {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn idle_pools_take_turns_and_a_busy_one_is_left_alone() {
        let lines = Lines::new(['a', 'b']);
        let taken = || *lines.take().pool();
        assert_eq!([taken(), taken(), taken()], ['a', 'b', 'a']);
        let probe = lines.take();
        assert_eq!(*probe.pool(), 'b');
        assert_eq!([taken(), taken()], ['a', 'a']);
        let order = lines.take();
        assert_eq!(*order.pool(), 'a');
        drop(probe);
        assert_eq!(taken(), 'b');
    }
}
