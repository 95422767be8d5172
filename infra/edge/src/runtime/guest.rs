//! What the host keeps for one instance.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use wasmtime::component::ResourceTable;
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

use super::clock::SkewedClock;
use super::in_flight::InFlightRequests;
use super::stdio::Output;
use crate::host::Outgoing;
use crate::metrics::SqlMetrics;
use crate::outbound::AllowedHosts;
use crate::page_cache::DataVersion;
use crate::sql::Database;

/// Everything that a component may use; the same for all of its instances.
pub struct Grants {
    /// The component's id.
    pub id: Arc<str>,
    /// Databases by label.
    pub databases: HashMap<String, Granted>,
    /// Key-value stores by label.
    pub stores: HashMap<String, Granted>,
    /// Variables by name.
    pub variables: BTreeMap<String, String>,
    /// The environment.
    pub environment: Vec<(String, String)>,
    /// Hosts that it may call.
    pub hosts: Arc<AllowedHosts>,
    /// Linear memory of one instance, in bytes.
    pub memory_bytes: usize,
    /// The version of its data, where its pages may be cached.
    pub data_version: Option<Arc<DataVersion>>,
    /// How far its wall clock is ahead of the machine's (behind, where negative).
    pub clock_offset_seconds: i64,
}

/// A database behind a label.
#[derive(Clone)]
pub struct Granted {
    /// The database.
    pub database: Arc<Database>,
    /// Metrics of its use.
    pub metrics: SqlMetrics,
}

/// The data of one store.
pub struct Guest {
    /// What it may use.
    pub grants: Arc<Grants>,
    /// Its resources.
    pub table: ResourceTable,
    /// The requests inside the instance.
    pub in_flight: Arc<InFlightRequests>,
    wasi: WasiCtx,
    http: WasiHttpCtx,
    outgoing: Outgoing,
}

impl Guest {
    /// The state of a fresh instance.
    pub fn new(grants: Arc<Grants>) -> Self {
        let in_flight = Arc::new(InFlightRequests::default());
        let output = |is_error| Output::new(Arc::clone(&grants.id), is_error, Arc::clone(&in_flight));
        let mut wasi = WasiCtx::builder();
        wasi.envs(&grants.environment).stdout(output(false)).stderr(output(true));
        if grants.clock_offset_seconds != 0 {
            wasi.wall_clock(SkewedClock::new(grants.clock_offset_seconds));
        }
        Self {
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            outgoing: Outgoing::new(Arc::clone(&grants.id), Arc::clone(&grants.hosts)),
            table: ResourceTable::new(),
            in_flight,
            grants,
        }
    }
}

impl WasiView for Guest {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

impl WasiHttpView for Guest {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView { ctx: &mut self.http, table: &mut self.table, hooks: &mut self.outgoing }
    }
}

/// A guest that asks for too much memory is refused it, as in Spin; most then trap by themselves.
impl wasmtime::ResourceLimiter for Guest {
    fn memory_growing(&mut self, _: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        let allowed = desired <= self.grants.memory_bytes && maximum.is_none_or(|maximum| desired <= maximum);
        if !allowed {
            self.in_flight.memory_refused.store(true, Ordering::Relaxed);
        }
        Ok(allowed)
    }

    fn table_growing(&mut self, _: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(maximum.is_none_or(|maximum| desired <= maximum))
    }
}
