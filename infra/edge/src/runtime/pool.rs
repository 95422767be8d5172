//! Brings requests to instances of a component, and what happens when an instance fails under them.
//!
//! Requests that cannot change anything (GET, HEAD, OPTIONS) share instances. All others have an instance to
//! themselves while they run, so a fault never touches a request that changes something, except its own. When a shared
//! instance fails, the task that was running identifies the request that caused it. The other requests are sent once
//! more, to an instance of their own; so is each request where the cause is unknown. A request with a body is never
//! sent twice: its response says that it may be tried again.

use std::sync::Arc;

use http::{Method, Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Empty};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use wasmtime_wasi_http::WasiBody;
use wasmtime_wasi_http::handler::{ExpirationError, InstantiationError, ProxyHandler, TrapOrPanicError};

use super::fault::{Blame, Cause};
use super::in_flight::InFlightRequest;
use super::instance::{Component, InstancePool};
use crate::options::Limits;
use crate::page_cache::DataVersion;

/// Why a request has no answer from its component.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Every instance was busy for as long as a request may wait.
    #[error("the component is busy")]
    Busy,
    /// This request made its instance fail.
    #[error("the component failed: {}", .0.as_str())]
    Fault(Cause),
    /// Another request made the instance fail, and this one cannot be sent twice.
    #[error("the component failed under another request")]
    Interrupted,
    /// No answer in time.
    #[error("the component did not answer in time")]
    TimedOut,
    /// The component answered with an error instead of a response.
    #[error("the component answered with an error: {0}")]
    Guest(String),
    /// No instance could be made.
    #[error("no instance could be made: {0}")]
    Instantiation(String),
}

/// A response with the permit that must be kept until its body has ended.
pub struct GuestResponse {
    /// What the guest answered.
    pub response: Response<WasiBody>,
    /// The request that it answers.
    pub in_flight: Arc<InFlightRequest>,
    /// Lets another request in when dropped.
    pub permit: OwnedSemaphorePermit,
}

/// The pools of one component; clones share them.
#[derive(Clone)]
pub struct Pools {
    component: Arc<Component>,
    shared: ProxyHandler<InstancePool>,
    exclusive: ProxyHandler<InstancePool>,
    permits: Arc<Semaphore>,
    writes: Option<Arc<Semaphore>>,
    limits: Limits,
}

impl Pools {
    /// Pools without instances; the first requests make them.
    ///
    /// `max_concurrent_writes` bounds requests that may change something; `None` sets no bound of their own.
    pub fn new(component: Arc<Component>, limits: Limits, max_concurrent_writes: Option<usize>) -> Self {
        let pool = |concurrency| ProxyHandler::new(InstancePool { component: Arc::clone(&component), concurrency });
        Self {
            shared: pool(limits.instance_concurrency),
            exclusive: pool(1),
            permits: Arc::new(Semaphore::new(limits.component_requests)),
            writes: max_concurrent_writes.map(|count| Arc::new(Semaphore::new(count))),
            component: Arc::clone(&component),
            limits,
        }
    }

    /// The component that answers.
    pub fn component(&self) -> &Arc<Component> {
        &self.component
    }

    /// The version of the component's data, where its pages may be cached.
    pub fn data_version(&self) -> Option<&Arc<DataVersion>> {
        self.component.grants.data_version.as_ref()
    }

    /// Calls the component. Where nobody waits for the response any more, the guest still works, and keeps its permit
    /// until it has answered.
    pub async fn handle(
        &self,
        request: Request<WasiBody>,
        in_flight: Arc<InFlightRequest>,
    ) -> Result<GuestResponse, Failure> {
        // Whoever waits to write holds no place of those who read.
        let write = match self.writes.as_ref().filter(|_| !is_safe(request.method())) {
            Some(writes) => Some(self.acquire(writes).await?),
            None => None,
        };
        let permit = self.acquire(&self.permits).await?;
        let pools = self.clone();
        let answered = tokio::spawn(async move {
            let answered = pools.answer(request, in_flight, permit).await;
            drop(write);
            answered
        });
        answered.await.unwrap_or_else(|error| Err(Failure::Guest(error.to_string())))
    }

    async fn answer(
        &self,
        request: Request<WasiBody>,
        in_flight: Arc<InFlightRequest>,
        permit: OwnedSemaphorePermit,
    ) -> Result<GuestResponse, Failure> {
        let shares = is_safe(request.method()) || !self.limits.isolate_writes;
        let pool = if shares { &self.shared } else { &self.exclusive };
        let retry = (is_safe(request.method()) && request.body().is_end_stream()).then(|| copy(&request));
        let (response, in_flight) = match call(pool, request, &in_flight).await {
            Ok(response) => (response, in_flight),
            Err(CallError::Final(failure)) => return Err(failure),
            Err(CallError::Instance) => self.retry_alone(retry, &in_flight).await?,
        };
        Ok(GuestResponse { response, in_flight, permit })
    }

    async fn acquire(&self, permits: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Failure> {
        let permits = Arc::clone(permits);
        if let Ok(permit) = Arc::clone(&permits).try_acquire_owned() {
            return Ok(permit);
        }
        match tokio::time::timeout(self.limits.queue_time, permits.acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(Failure::Busy),
        }
    }

    /// The instance failed: a request that did not cause it is sent once more, by itself.
    async fn retry_alone(
        &self,
        retry: Option<Request<WasiBody>>,
        in_flight: &Arc<InFlightRequest>,
    ) -> Result<(Response<WasiBody>, Arc<InFlightRequest>), Failure> {
        let blame = in_flight.blame().await;
        in_flight.finish();
        if let Blame::Culprit(cause) = blame {
            return Err(Failure::Fault(cause));
        }
        let request = retry.ok_or(Failure::Interrupted)?;
        let in_flight = InFlightRequest::new(Arc::clone(&in_flight.request_id));
        match call(&self.exclusive, request, &in_flight).await {
            Ok(response) => Ok((response, in_flight)),
            Err(CallError::Final(failure)) => Err(failure),
            Err(CallError::Instance) => {
                let blame = in_flight.blame().await;
                in_flight.finish();
                Err(match blame {
                    Blame::Culprit(cause) => Failure::Fault(cause),
                    Blame::Bystander | Blame::Unknown => Failure::Interrupted,
                })
            }
        }
    }
}

/// Why a call failed.
enum CallError {
    /// Nothing more can be done.
    Final(Failure),
    /// The instance failed, perhaps not because of this request.
    Instance,
}

async fn call(
    pool: &ProxyHandler<InstancePool>,
    request: Request<WasiBody>,
    in_flight: &Arc<InFlightRequest>,
) -> Result<Response<WasiBody>, CallError> {
    let error = match pool.handle(Arc::clone(in_flight), request).await {
        Ok(response) => {
            in_flight.finish();
            return Ok(response);
        }
        Err(error) => error,
    };
    if error.is::<TrapOrPanicError>() {
        return Err(CallError::Instance);
    }
    in_flight.finish();
    Err(CallError::Final(if error.is::<ExpirationError>() {
        Failure::TimedOut
    } else if let Some(error) = error.downcast_ref::<InstantiationError<Arc<InFlightRequest>>>() {
        Failure::Instantiation(format!("{:#}", error.error))
    } else {
        Failure::Guest(format!("{error:#}"))
    }))
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The same request without a body.
fn copy(request: &Request<WasiBody>) -> Request<WasiBody> {
    let body = Empty::new().map_err(|never| match never {}).boxed_unsync();
    let mut copy = Request::new(body);
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}
