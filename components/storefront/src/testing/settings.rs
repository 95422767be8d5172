//! Variables with fixed values.

use std::collections::HashMap;
use std::future::Future;

use outpost_db::sql::BoxFuture;
use outpost_platform::{HostError, Settings};

/// Variables that never change.
pub(crate) struct FixedSettings(HashMap<String, String>);

impl FixedSettings {
    pub fn new(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }
}

impl Settings for FixedSettings {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>> {
        Box::pin(async move { Ok(self.0.get(name).cloned()) })
    }
}

/// Runs a future to its end.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(future)
}
