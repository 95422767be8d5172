//! One request: route, check, run, answer.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_TYPE};
use http::{HeaderValue, Request, Response, request};
use http_body_util::Full;
use hyper::body::Incoming;

use super::body_limits::BodyLimits;
use super::delivery::Delivery;
use super::head::{self, REQUEST_ID};
use super::operator::OperatorToken;
use super::refusal::{Format, Refusal};
use super::replica_headers;
use super::request_body::{BodyBounds, LimitedBody, receive};
use super::response_body::{GuestBody, ResponseBody};
use crate::metrics::ComponentMetrics;
use crate::options::Limits;
use crate::routes::{Match, Routes, WELL_KNOWN};
use crate::runtime::{Failure, GuestResponse, InFlightRequest, Pools};

/// What readiness probes and load balancers ask for.
const PROBES: [&str; 2] = ["/healthz", "/.well-known/spin/health"];

/// A served application.
pub struct Application {
    /// For `/.well-known/spin/info`.
    pub name: String,
    /// For `/.well-known/spin/info`.
    pub version: Option<String>,
    /// Its routes; targets are positions in `components`.
    pub routes: Routes,
    /// Its components.
    pub components: Vec<ServedComponent>,
    /// The bounds.
    pub limits: Limits,
    /// One log line for each request.
    pub access_log: bool,
    /// The application and the host with their versions, as each answer names them.
    pub build: HeaderValue,
    /// Probes fail and connections are closed: the host stops soon.
    pub is_leaving: AtomicBool,
    /// Where this host is, as components are told.
    pub region: HeaderValue,
    /// Whose requests are shown times.
    pub operator: Option<OperatorToken>,
    /// The page cache and compression.
    pub delivery: Delivery,
}

/// One component of an application.
pub struct ServedComponent {
    /// Its instances.
    pub pools: Pools,
    /// The largest bodies that it takes.
    pub body_limits: BodyLimits,
}

/// What is known of a request before its head is given away.
struct Context {
    started: Instant,
    request_id: Arc<str>,
    peer: SocketAddr,
    format: Format,
    is_operator: bool,
}

impl Context {
    fn refuse(&self, refusal: impl Into<Refusal>) -> Response<ResponseBody> {
        refusal.into().response(self.format, &self.request_id)
    }

    /// Counts a response, and shows its times to the operator.
    fn timed(
        &self,
        mut response: Response<ResponseBody>,
        metrics: &ComponentMetrics,
        component: Option<Duration>,
    ) -> Response<ResponseBody> {
        let total = self.started.elapsed();
        metrics.request(response.status(), total);
        if let Some(timing) = self.is_operator.then(|| head::server_timing(total, component)).flatten() {
            response.headers_mut().insert("server-timing", timing);
        }
        response
    }
}

impl Application {
    /// Answers one request.
    pub async fn serve(&self, request: Request<Incoming>, peer: SocketAddr) -> Response<ResponseBody> {
        let headers = request.headers();
        let context = Context {
            started: Instant::now(),
            request_id: head::request_id(headers),
            peer,
            format: Format::requested(headers),
            is_operator: self.operator.as_ref().is_some_and(|token| token.is_in(headers)),
        };
        let line = self.access_log.then(|| format!("{} {}", request.method(), request.uri().path()));
        let mut response = self.respond(request, &context).await;
        if let Ok(value) = HeaderValue::try_from(&*context.request_id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        response.headers_mut().insert("outpost-build", self.build.clone());
        if self.is_leaving() {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(line) = line {
            let elapsed_us = context.started.elapsed().as_micros();
            let status = response.status().as_u16();
            tracing::info!(target: "access", request_id = &*context.request_id, status, elapsed_us, "{line}");
        }
        response
    }

    async fn respond(&self, request: Request<Incoming>, context: &Context) -> Response<ResponseBody> {
        let path = request.uri().path().to_owned();
        let length = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
        if length > self.limits.url_bytes {
            return context.refuse(Refusal::URL_TOO_LONG);
        }
        if head::size(request.headers()) > self.limits.head_bytes {
            return context.refuse(Refusal::HEAD_TOO_LARGE);
        }
        if self.is_leaving() && PROBES.contains(&path.as_str()) {
            return context.refuse(Refusal::LEAVING);
        }
        if let Some(name) = path.strip_prefix(WELL_KNOWN) {
            return self.well_known(name).unwrap_or_else(|| context.refuse(Refusal::NOT_FOUND));
        }
        let Some(matched) = self.routes.find(&path) else { return context.refuse(Refusal::NOT_FOUND) };
        let component = &self.components[matched.entry.target];
        let bounds = BodyBounds {
            bytes: component.body_limits.bytes(&path),
            time: self.limits.body_time,
            bytes_per_second: self.limits.body_bytes_per_second,
        };
        if head::content_length(request.headers()).is_some_and(|length| length > bounds.bytes) {
            return context.refuse(Refusal::BODY_TOO_LARGE);
        }
        let (mut parts, body) = request.into_parts();
        match head::prepare(&mut parts, &matched, context.peer, &context.request_id, &self.region) {
            Ok(()) => self.run(parts, body, bounds, &matched, context).await,
            Err(refusal) => context.refuse(refusal),
        }
    }

    /// Answers a request with a prepared head from the page cache or the component.
    async fn run(
        &self,
        mut parts: request::Parts,
        body: Incoming,
        bounds: BodyBounds,
        matched: &Match<'_>,
        context: &Context,
    ) -> Response<ResponseBody> {
        let pools = &self.components[matched.entry.target].pools;
        let metrics = &pools.component().metrics;
        let exchange = self.delivery.begin(matched.entry.target, &parts, pools.data_version());
        if let Some(response) = self.delivery.cached(&exchange).await {
            return context.timed(response, metrics, None);
        }
        let body_error = Arc::new(OnceLock::new());
        let body = match receive(LimitedBody::new(body, bounds, Arc::clone(&body_error))).await {
            Ok(body) => body,
            Err(error) => return context.timed(context.refuse(error), metrics, None),
        };
        replica_headers::insert(&mut parts.headers, &pools.component().grants);
        let called = Instant::now();
        let in_flight = InFlightRequest::new(Arc::clone(&context.request_id));
        let result = pools.handle(Request::from_parts(parts, body), in_flight).await;
        let component_time = called.elapsed();
        let response = match (body_error.get(), result) {
            (Some(error), _) => context.refuse(*error),
            (None, Ok(GuestResponse { response, in_flight, permit })) => {
                let limit = self.limits.request_time;
                let guest = |body| ResponseBody::Guest(GuestBody::new(body, limit, in_flight, permit));
                let finished = self.delivery.finish(exchange, response.map(guest)).await;
                finished.unwrap_or_else(|refusal| context.refuse(refusal))
            }
            (None, Err(failure)) => {
                log_failure(&failure, &context.request_id, &pools.component().grants.id);
                context.refuse(&failure)
            }
        };
        context.timed(response, metrics, Some(component_time))
    }

    fn is_leaving(&self) -> bool {
        self.is_leaving.load(Ordering::Relaxed)
    }

    /// Spin's own addresses.
    fn well_known(&self, name: &str) -> Option<Response<ResponseBody>> {
        let (kind, body) = match name {
            "health" => ("text/plain", "OK".to_owned()),
            "info" => {
                let info = serde_json::json!({ "name": self.name, "version": self.version });
                ("application/json", info.to_string())
            }
            _ => return None,
        };
        let mut response = Response::new(ResponseBody::Whole(Full::new(Bytes::from(body))));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        Some(response)
    }
}

fn log_failure(failure: &Failure, request_id: &str, component: &str) {
    match failure {
        // The instance's end was logged with its cause and this request's id.
        Failure::Fault(_) => tracing::debug!(request_id, component, "{failure}"),
        Failure::Busy | Failure::TimedOut | Failure::Interrupted => {
            tracing::warn!(request_id, component, "{failure}");
        }
        Failure::Guest(_) | Failure::Instantiation(_) => {
            tracing::error!(request_id, component, "{failure}");
        }
    }
}
