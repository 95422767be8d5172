//! The `KeyValue` port over `wasi:keyvalue`, whose compare-and-swap is atomic across instances.

use outpost_db::sql::BoxFuture;
use spin_sdk::experimental::wasi::keyvalue::atomics::{Cas, CasError, swap};
use spin_sdk::experimental::wasi::keyvalue::store::{self, Error};

use crate::ports::{Change, HostError, KeyValue};

/// The label of the store in spin.toml.
const LABEL: &str = "default";
/// The most attempts of one update. Each failed attempt means that another update of the same key succeeded.
const ATTEMPTS_MAX: usize = 64;

/// The region's `default` store. Each call opens it, which is a look-up of a label, not a connection.
pub struct Store;

impl KeyValue for Store {
    fn update<'a>(&'a self, key: &'a str, change: Change<'a>) -> BoxFuture<'a, Result<bool, HostError>> {
        Box::pin(async move { update(key, change) })
    }
}

fn update(key: &str, change: Change<'_>) -> Result<bool, HostError> {
    let bucket = store::open(LABEL).map_err(host_error)?;
    let mut cas = Cas::new(&bucket, key).map_err(host_error)?;
    for _ in 0..ATTEMPTS_MAX {
        let current = cas.current().map_err(host_error)?;
        let Some(value) = change(current.as_deref()) else { return Ok(false) };
        match swap(cas, &value) {
            Ok(()) => return Ok(true),
            Err(CasError::StoreError(error)) => return Err(host_error(error)),
            Err(CasError::CasFailed(latest)) => cas = latest,
        }
    }
    Err(HostError(format!("{key} was changed by others {ATTEMPTS_MAX} times in a row")))
}

fn host_error(error: Error) -> HostError {
    HostError(match error {
        Error::NoSuchStore => "no store has this label".to_owned(),
        Error::AccessDenied => "spin.toml does not grant this label".to_owned(),
        Error::Other(message) => message,
    })
}
