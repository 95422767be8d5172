//! The ports: what every host provides to a component besides its databases.

use outpost_db::sql::BoxFuture;
use time::OffsetDateTime;
use uuid::Uuid;

/// A call to the host failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the host call failed: {0}")]
pub struct HostError(pub String);

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> OffsetDateTime;
}

/// Draws random bytes fit for keys and ids.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// A UUIDv7 of the given time; such ids sort by creation time.
    fn uuid_v7(&self, now: OffsetDateTime) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        let milliseconds = u64::try_from(now.unix_timestamp_nanos() / 1_000_000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
    }
}

/// A small store of each region: counters that may be lost.
pub trait KeyValue: Send + Sync {
    /// The value under `key`, if there is one.
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, HostError>>;

    /// Stores `value` under `key`.
    fn set<'a>(&'a self, key: &'a str, value: &'a [u8]) -> BoxFuture<'a, Result<(), HostError>>;
}

/// The application's variables, as spin.toml declares them.
pub trait Settings: Send + Sync {
    /// The value of `name`; `None` where the application has no such variable.
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>>;
}
