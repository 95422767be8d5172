//! Tells a guest with each request how its data is: a component on stock Spin finds none of these headers.

use crate::runtime::Grants;
use crate::sql::Database;
use http::{HeaderMap, HeaderName, HeaderValue};
use std::time::Duration;

/// Milliseconds: everything committed this long ago is in the copy that the guest reads.
const COPY_AGE: HeaderName = HeaderName::from_static("outpost-copy-age-ms");
/// `ok`, or `unreachable` while the server that the guest writes to does not answer.
const PRIMARY: HeaderName = HeaderName::from_static("outpost-primary");
/// One sync may fail by chance.
const FAILING: u64 = 2;

/// Sets the headers for a guest with these grants, in place of any that a client sent.
pub fn tell(headers: &mut HeaderMap, grants: &Grants) {
    headers.remove(COPY_AGE);
    headers.remove(PRIMARY);
    let mut age: Option<Duration> = None;
    let mut reachable = None;
    for granted in grants.databases.values() {
        match &*granted.database {
            Database::File(_) => {}
            Database::Remote(remote) => reachable = Some(reachable.unwrap_or(true) && remote.is_reachable()),
            Database::Follower(follower) => {
                age = age.max(follower.status().age);
                reachable = Some(reachable.unwrap_or(true) && follower.primary().is_reachable());
            }
            Database::Copy(copy) => {
                let status = copy.status();
                age = age.max(status.age);
                let answers = copy.remote().is_reachable() && status.failing < FAILING;
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
