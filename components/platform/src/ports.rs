//! The ports: what every host provides to a component besides its databases.

use std::time::Duration;

use bytes::Bytes;
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

/// Waits.
pub trait Timer: Send + Sync {
    /// Completes after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
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

impl dyn Settings + '_ {
    /// The value that the operator gave `name`; `None` where it is empty, or the application has no such variable.
    ///
    /// # Errors
    /// When the host cannot give the variable.
    pub async fn given(&self, name: &str) -> Result<Option<String>, HostError> {
        Ok(self.get(name).await?.filter(|value| !value.is_empty()))
    }
}

/// Sends HTTP requests to other programs, each within a deadline and with a bound on the response.
pub trait Http: Send + Sync {
    /// Sends a request whose URI is absolute and receives the whole response, whatever its status. Redirects are not
    /// followed.
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, HttpError>>;
}

/// Why a request has no response.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// The request was not sent: its address is malformed or not allowed, or nobody accepts connections there.
    #[error("the request was not sent: {0}")]
    NotSent(String),
    /// The request may have been received and acted on; the response did not arrive.
    #[error("no response: {0}")]
    NoResponse(String),
    /// The same, because the deadline passed.
    #[error("no response within {} ms", .0.as_millis())]
    TimedOut(Duration),
    /// The request was answered, with more bytes than are accepted.
    #[error("the response is larger than {0} bytes")]
    TooLarge(usize),
}

impl HttpError {
    /// Whether the other program cannot have acted on the request.
    pub const fn is_unsent(&self) -> bool {
        matches!(self, Self::NotSent(_))
    }
}
