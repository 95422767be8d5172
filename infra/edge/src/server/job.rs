//! Requests that the host makes itself, at the times that the manifest says.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

use http::header::HOST;
use http::{HeaderValue, Request};
use http_body_util::{BodyExt, Empty};
use tokio::sync::watch;

use super::head;
use super::replica_headers;
use super::service::Application;
use crate::manifest::JobManifest;
use crate::runtime::{Failure, GuestResponse, InFlightRequest};

/// Marks a request of the host itself; clients cannot send this header (see [`head::prepare`]).
const JOB: &str = "outpost-job";

/// Posts to a job's path until `stop` says so. A failed run does not stop the next one.
pub async fn run_periodically(application: Arc<Application>, job: JobManifest, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(job.every) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        run(&application, &job.path).await;
    }
}

async fn run(application: &Application, path: &str) {
    let request_id = head::new_request_id();
    match call(application, path, &request_id).await {
        Some(Ok(called)) => {
            let status = called.response.status();
            // The permit is given back once the body is read.
            let read = called.response.into_body().collect().await;
            if !status.is_success() || read.is_err() {
                tracing::warn!(request_id = &*request_id, status = status.as_u16(), path, "a job was not done");
            }
        }
        Some(Err(failure)) => tracing::warn!(request_id = &*request_id, %failure, path, "a job was not done"),
        None => tracing::error!(request_id = &*request_id, path, "a job's path leads nowhere"),
    }
}

/// Calls the component as a client on this machine would.
async fn call(application: &Application, path: &str, request_id: &Arc<str>) -> Option<Result<GuestResponse, Failure>> {
    let matched = application.routes.find(path)?;
    let pools = &application.components[matched.entry.target].pools;
    let body = Empty::new().map_err(|never| match never {}).boxed_unsync();
    let (mut parts, body) = Request::post(path).body(body).ok()?.into_parts();
    parts.headers.insert(HOST, HeaderValue::from_static("localhost"));
    let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    head::prepare(&mut parts, &matched, peer, request_id, &application.region).ok()?;
    parts.headers.insert(JOB, HeaderValue::from_static("1"));
    replica_headers::insert(&mut parts.headers, &pools.component().grants);
    let in_flight = InFlightRequest::new(Arc::clone(request_id));
    let started = Instant::now();
    let result = pools.handle(Request::from_parts(parts, body), in_flight).await;
    if let Ok(called) = &result {
        pools.component().metrics.request(called.response.status(), started.elapsed());
    }
    Some(result)
}
