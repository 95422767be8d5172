//! Time, randomness and the application's variables.

use std::time::{Duration, SystemTime};

use outpost_db::sql::BoxFuture;
use spin_sdk::{variables, wasip3::random::random::get_random_bytes};
use time::OffsetDateTime;

use crate::ports::{Clock, Entropy, HostError, Settings, Timer};

/// The host's wall clock.
pub struct HostClock;

impl Clock for HostClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is handed")]
    fn now(&self) -> OffsetDateTime {
        SystemTime::now().into()
    }
}

/// The host's monotonic clock.
pub struct HostTimer;

impl Timer for HostTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(spin_sdk::time::sleep(duration))
    }
}

/// The host's cryptographic random numbers.
pub struct HostEntropy;

impl Entropy for HostEntropy {
    fn fill(&self, mut bytes: &mut [u8]) {
        // A host may return fewer bytes than requested, but at least one.
        while !bytes.is_empty() {
            let random = get_random_bytes(bytes.len() as u64);
            let count = random.len().min(bytes.len());
            let (filled, rest) = bytes.split_at_mut(count);
            filled.copy_from_slice(&random[..count]);
            bytes = rest;
        }
    }
}

/// The variables spin.toml gives the component.
pub struct Variables;

impl Settings for Variables {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>> {
        Box::pin(async move {
            match variables::get(name).await {
                Ok(value) => Ok(Some(value)),
                Err(variables::Error::Undefined(_)) => Ok(None),
                Err(error) => Err(HostError(error.to_string())),
            }
        })
    }
}
