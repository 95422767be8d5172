//! Fixtures for the tests of components: variables with fixed values.

use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use outpost_db::sql::BoxFuture;
use outpost_platform::{HostError, Settings};

/// Variables that never change.
pub struct FixedSettings(HashMap<String, String>);

impl FixedSettings {
    /// The variables with these names and values.
    pub fn new(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }
}

impl Settings for FixedSettings {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>> {
        Box::pin(async move { Ok(self.0.get(name).cloned()) })
    }
}

/// The result of a future that waits for nothing.
///
/// # Panics
/// When the future waits.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("the future waits"),
    }
}
