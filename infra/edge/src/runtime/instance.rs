//! A component ready to be instantiated, and how long its instances live.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use tokio::time::Sleep;
use wasmtime::component::{GuestTaskId, Linker};
use wasmtime::{AsContextMut, Engine, Store, StoreContextMut, UpdateDeadline};
use wasmtime_wasi_http::WasiHttpView;
use wasmtime_wasi_http::handler::{
    HandlerState, Instance, ProxyPre, ShouldAccept, WorkerExpiration, WorkerState, WorkerStatus,
};
use wasmtime_wasi_http::p3::bindings::ServicePre;

use super::engine::{RuntimeError, TICK};
use super::guest::{Grants, Guest};
use super::in_flight::InFlightRequest;
use crate::metrics::ComponentMetrics;
use crate::options::Limits;

/// A linked component with its grants.
pub struct Component {
    /// What its instances may use.
    pub grants: Arc<Grants>,
    /// Metrics of its work.
    pub metrics: ComponentMetrics,
    pre: ServicePre<Guest>,
    limits: Limits,
}

impl Component {
    /// Links `code`; fails when it wants an import that this host does not have.
    pub fn link(
        engine: &Engine,
        code: &wasmtime::component::Component,
        grants: Arc<Grants>,
        metrics: ComponentMetrics,
        limits: Limits,
    ) -> Result<Arc<Self>, RuntimeError> {
        let failed = |source| RuntimeError::Link { id: grants.id.to_string(), source };
        let mut linker = Linker::new(engine);
        crate::host::add_to_linker(&mut linker).map_err(failed)?;
        let pre = linker.instantiate_pre(code).and_then(ServicePre::new).map_err(failed)?;
        Ok(Arc::new(Self { grants, metrics, pre, limits }))
    }

    /// A fresh store whose guest is interrupted on every tick of the engine's clock.
    fn store(&self) -> Store<Guest> {
        let mut store = Store::new(self.pre.engine(), Guest::new(Arc::clone(&self.grants)));
        store.limiter(|guest| guest);
        store.set_epoch_deadline(1);
        let limit = ticks(self.limits.cpu_time);
        store.epoch_deadline_callback(move |mut store| {
            let task = current_task(store.as_context_mut());
            if store.data().in_flight.charge_tick(task, limit) {
                wasmtime::bail!("the guest kept a processor busy for longer than allowed");
            }
            Ok(UpdateDeadline::Yield(1))
        });
        store
    }
}

/// The request on whose behalf the guest now runs.
fn current_task(mut store: StoreContextMut<'_, Guest>) -> Option<GuestTaskId> {
    match store.async_call_stack() {
        Ok(stack) => stack.last(),
        Err(error) => {
            tracing::debug!(error = format!("{error:#}"), "cannot tell which request runs");
            None
        }
    }
}

fn ticks(time: Duration) -> u32 {
    u32::try_from(time.as_millis() / TICK.as_millis()).unwrap_or(u32::MAX)
}

/// One pool of instances of a component; `concurrency` requests share an instance at once.
pub struct InstancePool {
    /// The component.
    pub component: Arc<Component>,
    /// Requests at once in one instance.
    pub concurrency: usize,
}

impl HandlerState for InstancePool {
    type StoreData = Guest;
    type WorkerExpiration = Expiry;
    type WorkerState = InstanceState;

    async fn instantiate(&self) -> wasmtime::Result<Instance<Guest, Expiry, InstanceState>> {
        let component = &self.component;
        let mut store = component.store();
        let pre = ProxyPre::P3(component.pre.clone());
        let proxy = tokio::time::timeout(component.limits.request_time, pre.instantiate_async(&mut store))
            .await
            .map_err(|_| wasmtime::format_err!("instantiation took too long"))??;
        component.metrics.instance_began();
        Ok(Instance {
            store,
            proxy,
            view: Guest::http,
            expiration: Expiry {
                busy: component.limits.request_time + Duration::from_secs(1),
                idle: component.limits.instance_idle,
                sleep: Box::pin(tokio::time::sleep(component.limits.instance_idle)),
            },
            state: InstanceState { component: Arc::clone(component), concurrency: self.concurrency },
        })
    }
}

/// Ends an instance that is idle, or in which not even the newest request ended in time.
pub struct Expiry {
    busy: Duration,
    idle: Duration,
    sleep: Pin<Box<Sleep>>,
}

impl WorkerExpiration for Expiry {
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>, status: WorkerStatus, since: Instant) -> Poll<()> {
        let limit = match status {
            WorkerStatus::Idle => self.idle,
            WorkerStatus::Requests | WorkerStatus::PostReturn => self.busy,
        };
        let sleep = &mut self.sleep;
        let deadline = tokio::time::Instant::from_std(since + limit);
        if sleep.deadline() != deadline {
            sleep.as_mut().reset(deadline);
        }
        sleep.as_mut().poll(cx)
    }
}

/// Decides which requests an instance takes, and records them.
pub struct InstanceState {
    component: Arc<Component>,
    concurrency: usize,
}

impl WorkerState for InstanceState {
    type StoreData = Guest;
    type RequestData = Arc<InFlightRequest>;

    fn should_accept_request(&self, concurrent: usize, total: usize) -> ShouldAccept {
        if total >= self.component.limits.instance_requests {
            ShouldAccept::Never
        } else if concurrent >= self.concurrency {
            ShouldAccept::No
        } else {
            ShouldAccept::Yes
        }
    }

    fn on_request_start(
        &self,
        store: StoreContextMut<'_, Guest>,
        request: Arc<InFlightRequest>,
        task: GuestTaskId,
    ) -> Pin<Box<dyn Future<Output = ()> + 'static + Send + Sync>> {
        let left = self.component.limits.request_time.saturating_sub(request.started.elapsed());
        store.data().in_flight.add(task, request);
        Box::pin(tokio::time::sleep(left))
    }

    fn drop(&self, mut store: Store<Guest>, result: wasmtime::Result<()>) {
        self.component.metrics.instance_ended();
        let Err(error) = result else { return };
        let in_flight = Arc::clone(&store.data().in_flight);
        if in_flight.is_idle() && error.to_string() == "worker panicked" {
            // wasmtime-wasi-http says so too when the program ends and drops idle instances.
            tracing::debug!(component = &*self.component.grants.id, "an idle instance was dropped");
            return;
        }
        let task = current_task(store.as_context_mut());
        // The text is wasmtime-wasi-http's own for an instance whose `Expiry` came.
        let timed_out = error.to_string() == "guest timed out";
        let fault = in_flight.fail(task, timed_out);
        self.component.metrics.instance_failed(fault.cause.as_str());
        tracing::error!(
            component = &*self.component.grants.id,
            request_id = fault.request_id.as_deref().unwrap_or("unknown"),
            cause = fault.cause.as_str(),
            others = fault.others,
            error = format!("{error:#}"),
            stderr = fault.stderr_tail.trim(),
            "an instance failed"
        );
    }
}
