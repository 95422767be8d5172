//! `spin:variables@3.0.0`.

use wasmtime::component::Accessor;

use super::Services;
use crate::bindings::spin::variables::variables::{Error, Host, HostWithStore};
use crate::runtime::Guest;

impl<T: Send> HostWithStore<T> for Services {
    async fn get(accessor: &Accessor<T, Self>, name: String) -> wasmtime::Result<Result<String, Error>> {
        Ok(accessor.with(|mut access| {
            let guest: &mut Guest = access.get();
            if !crate::variables::is_name(&name) {
                return Err(Error::InvalidName(name));
            }
            guest.grants.variables.get(&name).cloned().ok_or(Error::Undefined(name))
        }))
    }
}

impl Host for Guest {}
