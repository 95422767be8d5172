//! Connections of a gateway's port, and their orderly end.

use super::refusal::Reply;
use crate::server::{Accepted, Listener};
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Time for a connection to send a head, and how long an idle one is kept. Regions ask every few seconds.
const HEAD: Duration = Duration::from_secs(30);
/// Time for requests in work to finish when the gateway stops.
const DRAIN: Duration = Duration::from_secs(10);

/// What answers the requests of a port.
pub trait Answers: Send + Sync + 'static {
    /// Answers one request.
    fn answer(&self, request: Request<Incoming>) -> impl Future<Output = Reply> + Send;
}

/// Serves until `stop` says so, then lets requests in work finish.
pub async fn serve(listener: Listener, mut stop: watch::Receiver<bool>, service: impl Answers) {
    let (service, graceful) = (Arc::new(service), GracefulShutdown::new());
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD);
    loop {
        let Accepted { stream, peer, place } = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        let service = Arc::clone(&service);
        let answer = service_fn(move |request| {
            let service = Arc::clone(&service);
            async move { Ok::<_, Infallible>(service.answer(request).await) }
        });
        let connection = graceful.watch(builder.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%peer, %error, "a connection ended with an error");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish before the gateway stopped");
    }
}
