//! Two connections to one server that both stay warm.
//!
//! A pool hands out the connection that was used last, so a second one in it grows cold, and an order that comes while
//! the first is busy pays for a new one: one more crossing of the ocean. Of two pools the idle one is taken, and of two
//! idle ones that which was used longer ago, so whoever asks every few seconds keeps a connection warm in each.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// A pair of pools.
#[derive(Debug)]
pub struct ConnectionPair<Pool> {
    connections: [Connection<Pool>; 2],
    turn: AtomicU64,
}

#[derive(Debug)]
struct Connection<Pool> {
    pool: Pool,
    busy: AtomicUsize,
    used: AtomicU64,
}

/// A pool that counts as busy until this is dropped.
pub struct Lease<'a, Pool>(&'a Connection<Pool>);

impl<Pool> ConnectionPair<Pool> {
    /// Both are idle.
    pub fn new(pools: [Pool; 2]) -> Self {
        let connections = pools.map(|pool| Connection { pool, busy: AtomicUsize::new(0), used: AtomicU64::new(0) });
        Self { connections, turn: AtomicU64::new(1) }
    }

    /// The one that is less busy, else the one that was used longer ago.
    pub fn take(&self) -> Lease<'_, Pool> {
        let load = |one: &Connection<Pool>| (one.busy.load(Ordering::Relaxed), one.used.load(Ordering::Relaxed));
        let [first, second] = &self.connections;
        let free = if load(second) < load(first) { second } else { first };
        free.busy.fetch_add(1, Ordering::Relaxed);
        free.used.store(self.turn.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        Lease(free)
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
    use super::ConnectionPair;

    #[test]
    fn idle_pools_take_turns_and_a_busy_one_is_left_alone() {
        let pair = ConnectionPair::new(['a', 'b']);
        let taken = || *pair.take().pool();
        assert_eq!([taken(), taken(), taken()], ['a', 'b', 'a']);
        let probe = pair.take();
        assert_eq!(*probe.pool(), 'b');
        assert_eq!([taken(), taken()], ['a', 'a']);
        let order = pair.take();
        assert_eq!(*order.pool(), 'a');
        drop(probe);
        assert_eq!(taken(), 'b');
    }
}
