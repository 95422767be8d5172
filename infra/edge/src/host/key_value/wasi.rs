//! `wasi:keyvalue@0.2.0-draft2`, `store` and `atomics`, as Spin has them.

use wasmtime::component::Resource;

use super::{KeyValueError, KeyValueStore};
use crate::bindings::wasi::keyvalue::{atomics, store};
use crate::runtime::Guest;

/// A key with the value that it had when this handle was made.
pub struct CompareAndSwap {
    store: KeyValueStore,
    key: String,
    current: Option<Vec<u8>>,
}

impl CompareAndSwap {
    async fn new(store: KeyValueStore, key: String) -> Result<Self, store::Error> {
        let current = store.get(key.clone()).await.map_err(to_guest_error)?;
        Ok(Self { store, key, current })
    }
}

fn to_guest_error(error: impl Into<KeyValueError>) -> store::Error {
    store::Error::Other(error.into().to_string())
}

impl store::Host for Guest {
    async fn open(&mut self, label: String) -> wasmtime::Result<Result<Resource<KeyValueStore>, store::Error>> {
        match self.grants.stores.get(&label) {
            Some(granted) => Ok(Ok(self.table.push(KeyValueStore::new(&label, granted))?)),
            None => Ok(Err(store::Error::AccessDenied)),
        }
    }
}

impl store::HostBucket for Guest {
    async fn get(
        &mut self,
        bucket: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<Option<Vec<u8>>, store::Error>> {
        Ok(self.table.get(&bucket)?.get(key).await.map_err(to_guest_error))
    }

    async fn set(
        &mut self,
        bucket: Resource<KeyValueStore>,
        key: String,
        value: Vec<u8>,
    ) -> wasmtime::Result<Result<(), store::Error>> {
        Ok(self.table.get(&bucket)?.set(key, value).await.map_err(to_guest_error))
    }

    async fn delete(
        &mut self,
        bucket: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<(), store::Error>> {
        Ok(self.table.get(&bucket)?.delete(key).await.map_err(to_guest_error))
    }

    async fn exists(
        &mut self,
        bucket: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<bool, store::Error>> {
        Ok(self.table.get(&bucket)?.exists(key).await.map_err(to_guest_error))
    }

    /// All keys in one response, as in Spin.
    async fn list_keys(
        &mut self,
        bucket: Resource<KeyValueStore>,
        cursor: Option<String>,
    ) -> wasmtime::Result<Result<store::KeyResponse, store::Error>> {
        if cursor.is_some() {
            return Ok(Err(store::Error::Other("there are no cursors".to_owned())));
        }
        let keys = self.table.get(&bucket)?.keys().await.map_err(to_guest_error);
        Ok(keys.map(|keys| store::KeyResponse { keys, cursor: None }))
    }

    async fn drop(&mut self, bucket: Resource<KeyValueStore>) -> wasmtime::Result<()> {
        self.table.delete(bucket)?;
        Ok(())
    }
}

impl atomics::Host for Guest {
    async fn increment(
        &mut self,
        bucket: Resource<KeyValueStore>,
        key: String,
        delta: i64,
    ) -> wasmtime::Result<Result<i64, store::Error>> {
        Ok(self.table.get(&bucket)?.increment(key, delta).await.map_err(to_guest_error))
    }

    async fn swap(
        &mut self,
        cas: Resource<CompareAndSwap>,
        value: Vec<u8>,
    ) -> wasmtime::Result<Result<(), atomics::CasError>> {
        let CompareAndSwap { store, key, current } = self.table.delete(cas)?;
        match store.replace(key.clone(), current, value).await {
            Ok(true) => Ok(Ok(())),
            Ok(false) => match CompareAndSwap::new(store, key).await {
                Ok(fresh) => Ok(Err(atomics::CasError::CasFailed(self.table.push(fresh)?))),
                Err(error) => Ok(Err(atomics::CasError::StoreError(error))),
            },
            Err(error) => Ok(Err(atomics::CasError::StoreError(to_guest_error(error)))),
        }
    }
}

impl atomics::HostCas for Guest {
    async fn new(
        &mut self,
        bucket: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<Resource<CompareAndSwap>, store::Error>> {
        let store = self.table.get(&bucket)?.clone();
        match CompareAndSwap::new(store, key).await {
            Ok(cas) => Ok(Ok(self.table.push(cas)?)),
            Err(error) => Ok(Err(error)),
        }
    }

    async fn current(
        &mut self,
        cas: Resource<CompareAndSwap>,
    ) -> wasmtime::Result<Result<Option<Vec<u8>>, store::Error>> {
        Ok(Ok(self.table.get(&cas)?.current.clone()))
    }

    async fn drop(&mut self, cas: Resource<CompareAndSwap>) -> wasmtime::Result<()> {
        self.table.delete(cas)?;
        Ok(())
    }
}
