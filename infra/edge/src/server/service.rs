//! One request: route, check, run, answer.

use super::body::{GuestBody, Limited, Reply, Unreceived, receive};
use super::condition;
use super::delivery::Delivery;
use super::head::{self, REQUEST_ID};
use super::reply::{Refusal, Wants};
use crate::metrics::ComponentMetrics;
use crate::options::Limits;
use crate::routes::{Match, Routes, WELL_KNOWN};
use crate::runtime::{Failure, Pools, Visit};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Request, Response};
use http_body_util::Full;
use hyper::body::Incoming;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A served application.
pub struct Application {
    /// For `/.well-known/spin/info`.
    pub name: String,
    /// For `/.well-known/spin/info`.
    pub version: Option<String>,
    /// Its routes; targets are positions in `pools`.
    pub routes: Routes,
    /// Its components.
    pub pools: Vec<Pools>,
    /// The bounds.
    pub limits: Limits,
    /// One log line for each request.
    pub access_log: bool,
    /// Where this host is, as components are told.
    pub region: HeaderValue,
    /// The page cache and compression.
    pub delivery: Delivery,
}

/// An answer ready to be sent.
pub type Served = Response<Reply>;

impl Application {
    /// Answers one request.
    pub async fn serve(&self, request: Request<Incoming>, peer: SocketAddr) -> Served {
        let began = Instant::now();
        let request_id = head::request_id(request.headers());
        let line = self.access_log.then(|| format!("{} {}", request.method(), request.uri().path()));
        let mut response = self.answer(request, peer, began, &request_id).await;
        if let Ok(value) = HeaderValue::try_from(&*request_id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        if let Some(line) = line {
            let elapsed_us = began.elapsed().as_micros();
            let status = response.status().as_u16();
            tracing::info!(target: "access", request_id = &*request_id, status, elapsed_us, "{line}");
        }
        response
    }

    async fn answer(
        &self,
        request: Request<Incoming>,
        peer: SocketAddr,
        began: Instant,
        request_id: &Arc<str>,
    ) -> Served {
        let path = request.uri().path().to_owned();
        let length = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
        let wants = Wants::of(request.headers());
        let refuse = |refusal: Refusal| refusal.answer(wants, request_id);
        if length > self.limits.url_bytes {
            return refuse(Refusal::URL_TOO_LONG);
        }
        if head::size(request.headers()) > self.limits.head_bytes {
            return refuse(Refusal::HEAD_TOO_LARGE);
        }
        if let Some(name) = path.strip_prefix(WELL_KNOWN) {
            return self.well_known(name).unwrap_or_else(|| refuse(Refusal::NOT_FOUND));
        }
        if head::content_length(request.headers()).is_some_and(|length| length > self.limits.body_bytes) {
            return refuse(Refusal::BODY_TOO_LARGE);
        }
        let Some(matched) = self.routes.find(&path) else { return refuse(Refusal::NOT_FOUND) };
        self.run(request, &matched, peer, began, request_id).await
    }

    async fn run(
        &self,
        request: Request<Incoming>,
        matched: &Match<'_>,
        peer: SocketAddr,
        began: Instant,
        request_id: &Arc<str>,
    ) -> Served {
        let pools = &self.pools[matched.entry.target];
        let metrics = &pools.component().metrics;
        let (mut parts, body) = request.into_parts();
        let wants = Wants::of(&parts.headers);
        let refuse = |refusal: Refusal| refusal.answer(wants, request_id);
        if let Err(refusal) = head::prepare(&mut parts, matched, peer, request_id, &self.region) {
            return refuse(refusal);
        }
        let exchange = self.delivery.begin(matched.entry.target, &mut parts, pools.data_version());
        if let Some(response) = self.delivery.kept_answer(&exchange).await {
            return timed(response, metrics, began, None);
        }
        condition::tell(&mut parts.headers, &pools.component().grants);
        let too_large = Arc::new(AtomicBool::new(false));
        let body = Limited::new(body, self.limits.body_bytes, Arc::clone(&too_large));
        // The request's time runs from here on, whoever takes it.
        let visit = Visit::new(Arc::clone(request_id), Arc::clone(&too_large));
        let length = head::content_length(&parts.headers);
        let body = match receive(body, length, self.limits.request_time).await {
            Ok(body) => body,
            Err(unreceived) => {
                let refusal = match unreceived {
                    Unreceived::Late => Refusal::SLOW_BODY,
                    Unreceived::Broken => Refusal::MALFORMED,
                };
                return timed(refuse(refusal), metrics, began, None);
            }
        };
        let handed_over = Instant::now();
        let result = pools.handle(Request::from_parts(parts, body), visit).await;
        let component_time = handed_over.elapsed();

        let response = match result {
            _ if too_large.load(Ordering::Relaxed) => refuse(Refusal::BODY_TOO_LARGE),
            Ok(answer) => {
                let limit = self.limits.request_time;
                let guest = |body| Reply::Guest(GuestBody::new(body, limit, answer.visit, answer.permit));
                self.delivery.finish(exchange, answer.response.map(guest)).await.unwrap_or_else(refuse)
            }
            Err(failure) => {
                log_failure(&failure, request_id, &pools.component().grants.id);
                refuse(Refusal::from(&failure))
            }
        };
        timed(response, metrics, began, Some(component_time))
    }

    /// Spin's own addresses.
    fn well_known(&self, name: &str) -> Option<Served> {
        let (kind, body) = match name {
            "health" => ("text/plain", "OK".to_owned()),
            "info" => {
                let info = serde_json::json!({ "name": self.name, "version": self.version });
                ("application/json", info.to_string())
            }
            _ => return None,
        };
        let mut response = Response::new(Reply::Own(Full::new(Bytes::from(body))));
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        Some(response)
    }
}

/// Counts an answer and says in its head how long it took.
fn timed(mut response: Served, metrics: &ComponentMetrics, began: Instant, component: Option<Duration>) -> Served {
    let total = began.elapsed();
    metrics.request(response.status(), total);
    if let Some(timing) = head::server_timing(total, component) {
        response.headers_mut().insert("server-timing", timing);
    }
    response
}

fn log_failure(failure: &Failure, request_id: &str, component: &str) {
    match failure {
        // The instance's end was logged with its cause and this request's id.
        Failure::Fault(_) => tracing::debug!(request_id, component, "{failure}"),
        Failure::Busy | Failure::Late | Failure::Interrupted => {
            tracing::warn!(request_id, component, "{failure}");
        }
        Failure::Guest(_) | Failure::Instantiation(_) => {
            tracing::error!(request_id, component, "{failure}");
        }
    }
}
