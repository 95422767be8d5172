//! Fixtures for the tests of components: variables with fixed values, and a browser.

mod browser;

use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use outpost_db::sql::BoxFuture;
use outpost_platform::{HostError, Settings};

use crate::secrets::Purpose;

pub use browser::{Answer, Browser};

/// A secret for every purpose, by the names of their variables.
fn secrets() -> impl Iterator<Item = (&'static str, String)> {
    Purpose::ALL.into_iter().map(|purpose| (purpose.variable(), "tests only ".repeat(8)))
}

/// Variables that never change.
pub struct FixedSettings(HashMap<String, String>);

impl FixedSettings {
    /// The variables with these names and values.
    pub fn new(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// These variables, and a secret for every purpose. Of two with one name the later one counts.
    pub fn with_secrets(pairs: &[(&str, &str)]) -> Self {
        let Self(mut values) = Self::new(pairs);
        for (name, secret) in secrets() {
            values.entry(name.to_owned()).or_insert(secret);
        }
        Self(values)
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
