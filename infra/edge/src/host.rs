//! The interfaces that components import from this host.

mod key_value;
mod outgoing;
mod sqlite;
mod variables;

pub use key_value::{CompareAndSwap, KeyValueStore, SCHEMA as KEY_VALUE_SCHEMA};
pub use outgoing::Outgoing;
pub use sqlite::SqlConnection;

use wasmtime::component::{HasData, Linker};

use crate::bindings::{spin, wasi};
use crate::runtime::Guest;

/// Spin's interfaces see the whole guest.
pub struct Services;

impl HasData for Services {
    type Data<'a> = &'a mut Guest;
}

/// Links everything that a component may import.
pub fn add_to_linker(linker: &mut Linker<Guest>) -> wasmtime::Result<()> {
    wasmtime_wasi::p2::add_to_linker_async(linker)?;
    wasmtime_wasi::p3::add_to_linker(linker)?;
    wasmtime_wasi_http::p3::add_to_linker(linker)?;
    spin::sqlite::sqlite::add_to_linker::<_, Services>(linker, |guest| guest)?;
    spin::key_value::key_value::add_to_linker::<_, Services>(linker, |guest| guest)?;
    spin::variables::variables::add_to_linker::<_, Services>(linker, |guest| guest)?;
    wasi::keyvalue::store::add_to_linker::<_, Services>(linker, |guest| guest)?;
    wasi::keyvalue::atomics::add_to_linker::<_, Services>(linker, |guest| guest)?;
    Ok(())
}
