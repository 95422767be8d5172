//! Brings requests to instances of a component, and what happens when an instance fails under them.
//!
//! Requests that cannot change anything (GET, HEAD, OPTIONS) share instances; all others have an instance to
//! themselves while they run. So a fault never touches a request that changes something, except its own. When
//! a shared instance fails, the request that caused it is told apart by the task that ran; the others are sent
//! once more, to an instance of their own, as is one that cannot be told apart. A request with a body is never
//! sent twice: it answers that it may be tried again.

use super::instance::{Component, Shop};
use super::ledger::{Cause, Fate, Visit};
use crate::options::Limits;
use crate::page_cache::DataVersion;
use http::{Method, Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Empty};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use wasmtime_wasi_http::WasiBody;
use wasmtime_wasi_http::handler::{ExpirationError, InstantiationError, ProxyHandler, TrapOrPanicError};

/// Why a request has no answer from its component.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Every instance was busy for as long as a request may wait.
    #[error("the component is busy")]
    Busy,
    /// This request failed its instance.
    #[error("the component failed: {}", .0.as_str())]
    Fault(Cause),
    /// Another request failed the instance, and this one cannot be sent twice.
    #[error("the component failed under another request")]
    Interrupted,
    /// No answer in time.
    #[error("the component did not answer in time")]
    Late,
    /// The component answered with an error instead of a response.
    #[error("the component answered with an error: {0}")]
    Guest(String),
    /// No instance could be made.
    #[error("no instance could be made: {0}")]
    Instantiation(String),
}

/// An answer with the permit that must be kept until its body has ended.
pub struct Answer {
    /// What the guest answered.
    pub response: Response<WasiBody>,
    /// The visit that it came from.
    pub visit: Arc<Visit>,
    /// Gives the place back when dropped.
    pub permit: OwnedSemaphorePermit,
}

/// The pools of one component; a clone is the same pools.
#[derive(Clone)]
pub struct Pools {
    component: Arc<Component>,
    shared: ProxyHandler<Shop>,
    exclusive: ProxyHandler<Shop>,
    places: Arc<Semaphore>,
    limits: Limits,
}

impl Pools {
    /// Pools without instances; the first requests make them.
    pub fn new(component: Arc<Component>, limits: Limits) -> Self {
        let pool = |concurrency| ProxyHandler::new(Shop { component: Arc::clone(&component), concurrency });
        Self {
            shared: pool(limits.instance_concurrency),
            exclusive: pool(1),
            places: Arc::new(Semaphore::new(limits.component_requests)),
            component: Arc::clone(&component),
            limits,
        }
    }

    /// The component that answers.
    pub fn component(&self) -> &Arc<Component> {
        &self.component
    }

    /// Which version the component's data has, where its pages may be kept.
    pub fn data_version(&self) -> Option<&Arc<DataVersion>> {
        self.component.grants.data_version.as_ref()
    }

    /// Sends a request through; `visit` names it. Where nobody waits for the answer any more, the guest still works, and
    /// keeps its place until it has answered.
    pub async fn handle(&self, request: Request<WasiBody>, visit: Arc<Visit>) -> Result<Answer, Failure> {
        let permit = self.place().await?;
        let pools = self.clone();
        let answered = tokio::spawn(async move { pools.answer(request, visit, permit).await });
        answered.await.unwrap_or_else(|error| Err(Failure::Guest(error.to_string())))
    }

    async fn answer(
        &self,
        request: Request<WasiBody>,
        visit: Arc<Visit>,
        permit: OwnedSemaphorePermit,
    ) -> Result<Answer, Failure> {
        let shares = is_safe(request.method()) || !self.limits.isolate_writes;
        let pool = if shares { &self.shared } else { &self.exclusive };
        let spare = (is_safe(request.method()) && request.body().is_end_stream()).then(|| copy(&request));
        let (response, visit) = match call(pool, request, &visit).await {
            Ok(response) => (response, visit),
            Err(Outage::Final(failure)) => return Err(failure),
            Err(Outage::Instance) => self.again(spare, &visit).await?,
        };
        Ok(Answer { response, visit, permit })
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit, Failure> {
        let places = Arc::clone(&self.places);
        if let Ok(permit) = Arc::clone(&places).try_acquire_owned() {
            return Ok(permit);
        }
        match tokio::time::timeout(self.limits.queue_time, places.acquire_owned()).await {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(_)) | Err(_) => Err(Failure::Busy),
        }
    }

    /// The instance failed: a request that did not cause it is sent once more, by itself.
    async fn again(
        &self,
        spare: Option<Request<WasiBody>>,
        visit: &Arc<Visit>,
    ) -> Result<(Response<WasiBody>, Arc<Visit>), Failure> {
        let fate = visit.fate().await;
        visit.finish();
        if let Fate::Culprit(cause) = fate {
            return Err(Failure::Fault(cause));
        }
        let request = spare.ok_or(Failure::Interrupted)?;
        let visit = Visit::new(Arc::clone(&visit.request_id), Arc::clone(&visit.body_too_large));
        match call(&self.exclusive, request, &visit).await {
            Ok(response) => Ok((response, visit)),
            Err(Outage::Final(failure)) => Err(failure),
            Err(Outage::Instance) => {
                let fate = visit.fate().await;
                visit.finish();
                Err(match fate {
                    Fate::Culprit(cause) => Failure::Fault(cause),
                    Fate::Victim | Fate::Unknown => Failure::Interrupted,
                })
            }
        }
    }
}

/// What stopped a request inside the pool.
enum Outage {
    /// Nothing more can be done.
    Final(Failure),
    /// The instance failed, perhaps not because of this request.
    Instance,
}

async fn call(
    pool: &ProxyHandler<Shop>,
    request: Request<WasiBody>,
    visit: &Arc<Visit>,
) -> Result<Response<WasiBody>, Outage> {
    let error = match pool.handle(Arc::clone(visit), request).await {
        Ok(response) => {
            visit.finish();
            return Ok(response);
        }
        Err(error) => error,
    };
    if error.is::<TrapOrPanicError>() {
        return Err(Outage::Instance);
    }
    visit.finish();
    Err(Outage::Final(if error.is::<ExpirationError>() {
        Failure::Late
    } else if let Some(error) = error.downcast_ref::<InstantiationError<Arc<Visit>>>() {
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
