//! How many files and sockets this process may have open.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// Raises the limit as far as the system allows: programs are often started with one for those that use `select`.
pub fn raise() {
    let limit = getrlimit(Resource::Nofile);
    if let Err(error) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }) {
        tracing::warn!(%error, "cannot raise the limit of open files");
    }
}

/// So many connections as leave half of the descriptors to files and to servers that are called.
pub fn allow(connections: usize) -> usize {
    let limit =
        getrlimit(Resource::Nofile).current.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let allowed = connections.min(limit / 2).max(1);
    if allowed < connections {
        tracing::warn!(allowed, connections, "the limit of open files allows fewer connections than asked for");
    }
    allowed
}
