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

/// Makes the new value of a key from the current one; `None` leaves the key as it is.
pub type Change<'a> = &'a (dyn Fn(Option<&[u8]>) -> Option<Vec<u8>> + Send + Sync);

/// A small store of each region: counters that may be lost.
pub trait KeyValue: Send + Sync {
    /// Changes the value under `key` atomically, also against other instances of the component. Returns whether the
    /// change gave a new value. `change` may be called several times.
    fn update<'a>(&'a self, key: &'a str, change: Change<'a>) -> BoxFuture<'a, Result<bool, HostError>>;
}

/// The application's variables, as spin.toml declares them.
pub trait Settings: Send + Sync {
    /// The value of `name`; `None` where the application has no such variable.
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>>;
}
