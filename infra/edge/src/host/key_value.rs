//! `spin:key-value@3.0.0` over a table in a SQLite file of the host's own.

use super::Services;
use crate::bindings::spin::key_value::key_value::{Error, Host, HostStore, HostStoreWithStore};
use crate::metrics::SqlMetrics;
use crate::runtime::Guest;
use crate::sql::{Database, Outcome, Statement, Value};
use std::sync::Arc;
use std::time::Instant;
use wasmtime::component::{Accessor, FutureReader, Resource, StreamReader};

/// Makes the table; run once when the file is opened.
pub const SCHEMA: &str = include_str!("key_value/schema.sql");
const GET: &str = include_str!("key_value/get.sql");
const SET: &str = include_str!("key_value/set.sql");
const DELETE: &str = include_str!("key_value/delete.sql");
const EXISTS: &str = include_str!("key_value/exists.sql");
const KEYS: &str = include_str!("key_value/keys.sql");

/// An open store: the label tells apart stores that share a file.
#[derive(Clone)]
pub struct KeyValueStore {
    label: Arc<str>,
    database: Arc<Database>,
    metrics: SqlMetrics,
}

impl KeyValueStore {
    async fn run(&self, sql: &str, more: Vec<Value>) -> Result<Outcome, Error> {
        let mut parameters = vec![Value::Text(self.label.to_string())];
        parameters.extend(more);
        let started = Instant::now();
        let outcome = self.database.run(Statement { sql: sql.to_owned(), parameters }).await;
        self.metrics.record(started.elapsed(), outcome.is_ok());
        outcome.map_err(|error| Error::Other(error.to_string()))
    }

    async fn get(&self, key: String) -> Result<Option<Vec<u8>>, Error> {
        let outcome = self.run(GET, vec![Value::Text(key)]).await?;
        Ok(outcome.rows.into_iter().flatten().next().and_then(|value| match value {
            Value::Blob(bytes) => Some(bytes),
            _ => None,
        }))
    }

    async fn keys(&self) -> Result<Vec<String>, Error> {
        let outcome = self.run(KEYS, Vec::new()).await?;
        let keys = outcome.rows.into_iter().flatten().filter_map(|value| match value {
            Value::Text(key) => Some(key),
            _ => None,
        });
        Ok(keys.collect())
    }
}

fn store<T: Send>(
    accessor: &Accessor<T, Services>,
    resource: &Resource<KeyValueStore>,
) -> wasmtime::Result<KeyValueStore> {
    accessor.with(|mut access| Ok(access.get().table.get(resource)?.clone()))
}

type Keys = (StreamReader<String>, FutureReader<Result<(), Error>>);

impl<T: Send> HostStoreWithStore<T> for Services {
    async fn open(
        accessor: &Accessor<T, Self>,
        label: String,
    ) -> wasmtime::Result<Result<Resource<KeyValueStore>, Error>> {
        accessor.with(|mut access| {
            let guest: &mut Guest = access.get();
            let Some(granted) = guest.grants.stores.get(&label) else {
                return Ok(Err(Error::AccessDenied));
            };
            let store = KeyValueStore {
                label: Arc::from(label),
                database: Arc::clone(&granted.database),
                metrics: granted.metrics.clone(),
            };
            Ok(Ok(guest.table.push(store)?))
        })
    }

    async fn get(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<Option<Vec<u8>>, Error>> {
        Ok(store(accessor, &resource)?.get(key).await)
    }

    async fn set(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
        value: Vec<u8>,
    ) -> wasmtime::Result<Result<(), Error>> {
        let store = store(accessor, &resource)?;
        Ok(store.run(SET, vec![Value::Text(key), Value::Blob(value)]).await.map(|_| ()))
    }

    async fn delete(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<(), Error>> {
        Ok(store(accessor, &resource)?.run(DELETE, vec![Value::Text(key)]).await.map(|_| ()))
    }

    async fn exists(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<bool, Error>> {
        let outcome = store(accessor, &resource)?.run(EXISTS, vec![Value::Text(key)]).await;
        Ok(outcome.map(|outcome| !outcome.rows.is_empty()))
    }

    async fn get_keys(accessor: &Accessor<T, Self>, resource: Resource<KeyValueStore>) -> wasmtime::Result<Keys> {
        let (keys, result) = match store(accessor, &resource)?.keys().await {
            Ok(keys) => (keys, Ok(())),
            Err(error) => (Vec::new(), Err(error)),
        };
        accessor.with(|mut access| {
            let keys = StreamReader::new(&mut access, keys)?;
            let result = FutureReader::new(&mut access, async move { wasmtime::error::Ok(result) })?;
            Ok((keys, result))
        })
    }
}

impl HostStore for Guest {
    async fn drop(&mut self, resource: Resource<KeyValueStore>) -> wasmtime::Result<()> {
        self.table.delete(resource)?;
        Ok(())
    }
}

impl Host for Guest {}
