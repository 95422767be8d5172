//! `spin:key-value@3.0.0`.

use wasmtime::component::{Accessor, FutureReader, Resource, StreamReader};

use super::KeyValueStore;
use crate::bindings::spin::key_value::key_value::{Error, Host, HostStore, HostStoreWithStore};
use crate::host::Services;
use crate::runtime::Guest;
use crate::sql::SqlError;

type Keys = (StreamReader<String>, FutureReader<Result<(), Error>>);

fn store<T: Send>(
    accessor: &Accessor<T, Services>,
    resource: &Resource<KeyValueStore>,
) -> wasmtime::Result<KeyValueStore> {
    accessor.with(|mut access| Ok(access.get().table.get(resource)?.clone()))
}

fn to_guest_error(error: SqlError) -> Error {
    Error::Other(error.to_string())
}

impl<T: Send> HostStoreWithStore<T> for Services {
    async fn open(
        accessor: &Accessor<T, Self>,
        label: String,
    ) -> wasmtime::Result<Result<Resource<KeyValueStore>, Error>> {
        accessor.with(|mut access| {
            let guest: &mut Guest = access.get();
            match guest.grants.stores.get(&label) {
                Some(granted) => Ok(Ok(guest.table.push(KeyValueStore::new(&label, granted))?)),
                None => Ok(Err(Error::AccessDenied)),
            }
        })
    }

    async fn get(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<Option<Vec<u8>>, Error>> {
        Ok(store(accessor, &resource)?.get(key).await.map_err(to_guest_error))
    }

    async fn set(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
        value: Vec<u8>,
    ) -> wasmtime::Result<Result<(), Error>> {
        Ok(store(accessor, &resource)?.set(key, value).await.map_err(to_guest_error))
    }

    async fn delete(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<(), Error>> {
        Ok(store(accessor, &resource)?.delete(key).await.map_err(to_guest_error))
    }

    async fn exists(
        accessor: &Accessor<T, Self>,
        resource: Resource<KeyValueStore>,
        key: String,
    ) -> wasmtime::Result<Result<bool, Error>> {
        Ok(store(accessor, &resource)?.exists(key).await.map_err(to_guest_error))
    }

    async fn get_keys(accessor: &Accessor<T, Self>, resource: Resource<KeyValueStore>) -> wasmtime::Result<Keys> {
        let (keys, result) = match store(accessor, &resource)?.keys().await {
            Ok(keys) => (keys, Ok(())),
            Err(error) => (Vec::new(), Err(to_guest_error(error))),
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
