//! Requests that the host makes itself, at the times that the manifest says.

use super::condition;
use super::head;
use super::service::Application;
use crate::manifest::JobManifest;
use crate::runtime::{Answer, Failure, Visit};
use http::header::HOST;
use http::{HeaderValue, Request};
use http_body_util::{BodyExt, Empty};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use tokio::sync::watch;

/// Says to a component that the host asks; nobody else may (see [`head::prepare`]).
const JOB: &str = "outpost-job";

/// Posts to a job's path until `stop` says so. Whatever becomes of a run, the next comes in its time.
pub async fn keep_running(application: Arc<Application>, job: JobManifest, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(job.every) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        run(&application, &job.path).await;
    }
}

async fn run(application: &Application, path: &str) {
    let request_id = head::mint();
    match ask(application, path, &request_id).await {
        Some(Ok(answer)) => {
            let status = answer.response.status();
            // The place is free once the answer is read.
            let read = answer.response.into_body().collect().await;
            if !status.is_success() || read.is_err() {
                tracing::warn!(request_id = &*request_id, status = status.as_u16(), path, "a job was not done");
            }
        }
        Some(Err(failure)) => tracing::warn!(request_id = &*request_id, %failure, path, "a job was not done"),
        None => tracing::error!(request_id = &*request_id, path, "a job's path leads nowhere"),
    }
}

/// As a client on this machine would ask.
async fn ask(application: &Application, path: &str, request_id: &Arc<str>) -> Option<Result<Answer, Failure>> {
    let matched = application.routes.find(path)?;
    let pools = &application.pools[matched.entry.target];
    let body = Empty::new().map_err(|never| match never {}).boxed_unsync();
    let (mut parts, body) = Request::post(path).body(body).ok()?.into_parts();
    parts.headers.insert(HOST, HeaderValue::from_static("localhost"));
    let peer = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    head::prepare(&mut parts, &matched, peer, request_id, &application.region).ok()?;
    parts.headers.insert(JOB, HeaderValue::from_static("1"));
    condition::tell(&mut parts.headers, &pools.component().grants);
    let visit = Visit::new(Arc::clone(request_id), Arc::new(AtomicBool::new(false)));
    let began = Instant::now();
    let result = pools.handle(Request::from_parts(parts, body), visit).await;
    if let Ok(answer) = &result {
        pools.component().metrics.request(answer.response.status(), began.elapsed());
    }
    Some(result)
}
