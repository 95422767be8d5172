//! Tells a guest with each request how old its data is. A component on stock Spin finds none of these headers.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::runtime::Grants;
use crate::sql::Database;

/// Milliseconds: everything committed this long ago is in the copy that the guest reads.
const COPY_AGE: HeaderName = HeaderName::from_static("outpost-copy-age-ms");
/// `ok`, or `unreachable` while the server that the guest writes to does not answer.
const PRIMARY: HeaderName = HeaderName::from_static("outpost-primary");
/// Failed syncs after which the primary counts as unreachable: one may fail by chance.
const FAILED_SYNCS: u64 = 2;

/// Sets the headers for a guest with these grants.
pub fn insert(headers: &mut HeaderMap, grants: &Grants) {
    let mut age: Option<Duration> = None;
    let mut reachable = None;
    for granted in grants.databases.values() {
        match &*granted.database {
            Database::File(_) => {}
            Database::Remote(remote) => reachable = Some(reachable.unwrap_or(true) && remote.is_reachable()),
            Database::ServerReplica(follower) => {
                age = age.max(follower.status().age);
                reachable = Some(reachable.unwrap_or(true) && follower.primary().is_reachable());
            }
            Database::Replica(copy) => {
                let status = copy.status();
                age = age.max(status.age);
                let answers = copy.primary().is_reachable() && status.failing < FAILED_SYNCS;
                reachable = Some(reachable.unwrap_or(true) && answers);
            }
        }
    }
    if let Some(age) = age {
        headers.insert(COPY_AGE, HeaderValue::from(u64::try_from(age.as_millis()).unwrap_or(u64::MAX)));
    }
    if let Some(reachable) = reachable {
        headers.insert(PRIMARY, HeaderValue::from_static(if reachable { "ok" } else { "unreachable" }));
    }
}
