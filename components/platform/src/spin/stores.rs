//! The `KeyValue` port over `spin:key-value`.

use outpost_db::sql::BoxFuture;
use spin_sdk::key_value;

use crate::ports::{HostError, KeyValue};

/// The region's `default` store. Each call opens it, which is a look-up of a label, not a connection.
pub struct Store;

async fn open() -> Result<key_value::Store, HostError> {
    key_value::Store::open_default().await.map_err(host_error)
}

fn host_error(error: key_value::Error) -> HostError {
    HostError(error.to_string())
}

impl KeyValue for Store {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, HostError>> {
        Box::pin(async move { open().await?.get(key).await.map_err(host_error) })
    }

    fn set<'a>(&'a self, key: &'a str, value: &'a [u8]) -> BoxFuture<'a, Result<(), HostError>> {
        Box::pin(async move { open().await?.set(key, value).await.map_err(host_error) })
    }
}
