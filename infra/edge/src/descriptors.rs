//! The number of files and sockets that this process may have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Raises the limit as far as the system allows: programs are often started with one for those that use `select`.
pub fn raise() {
    let limit = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }) {
        tracing::warn!(%error, "cannot raise the limit of open files");
    }
}

/// Limits a number of connections so that half of the descriptors are left to files and outgoing calls.
pub fn allow(connections: usize) -> usize {
    let limit =
        getrlimit(Resource::Nofile).current.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let allowed = connections.min(limit / 2).max(1);
    if allowed < connections {
        tracing::warn!(allowed, connections, "the limit of open files allows fewer connections than asked for");
    }
    allowed
}
