//! Ports for tests.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use outpost_db::sql::BoxFuture;

use crate::ports::{Http, HttpError, Timer};

/// The future of a response.
type Answer = BoxFuture<'static, Result<Response<Bytes>, HttpError>>;
type Handler = Box<dyn Fn(Request<Bytes>) -> Answer + Send + Sync>;

/// An [`Http`] port that reaches no network: it records each request and answers as the test says.
pub struct HttpFake {
    scripted: Mutex<VecDeque<Result<Response<Bytes>, HttpError>>>,
    handler: Option<Handler>,
    requests: Mutex<Vec<Request<Bytes>>>,
}

impl HttpFake {
    /// Answers with these, one after the other, and then as if nobody accepted connections.
    pub fn scripted(responses: impl IntoIterator<Item = Result<Response<Bytes>, HttpError>>) -> Self {
        Self { scripted: Mutex::new(responses.into_iter().collect()), handler: None, requests: Mutex::default() }
    }

    /// Answers by a function, such as one that calls another component's router.
    pub fn answering(handler: impl Fn(Request<Bytes>) -> Answer + Send + Sync + 'static) -> Self {
        Self { scripted: Mutex::default(), handler: Some(Box::new(handler)), requests: Mutex::default() }
    }

    /// Answers the next request so; a handler is not asked for it.
    pub fn push(&self, response: Result<Response<Bytes>, HttpError>) {
        lock(&self.scripted).push_back(response);
    }

    /// The requests so far, which are forgotten by this.
    pub fn take_requests(&self) -> Vec<Request<Bytes>> {
        std::mem::take(&mut lock(&self.requests))
    }
}

impl Http for HttpFake {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, HttpError>> {
        lock(&self.requests).push(request.clone());
        let scripted = lock(&self.scripted).pop_front();
        Box::pin(async move {
            match (scripted, &self.handler) {
                (Some(response), _) => response,
                (None, Some(handler)) => handler(request).await,
                (None, None) => Err(HttpError::NotSent("nothing is scripted".to_owned())),
            }
        })
    }
}

/// A response with a JSON body.
pub fn json(status: StatusCode, body: impl Into<Bytes>) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
    response
}

/// A [`Timer`] that never waits, and adds up what it was asked to wait.
#[derive(Debug, Default)]
pub struct InstantTimer(Mutex<Duration>);

impl InstantTimer {
    /// The time that was waited for so far.
    pub fn total(&self) -> Duration {
        *lock(&self.0)
    }
}

impl Timer for InstantTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        *lock(&self.0) += duration;
        Box::pin(std::future::ready(()))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_fake_answers_as_scripted_then_by_its_handler_and_keeps_the_requests() {
        let fake = HttpFake::answering(|request| {
            Box::pin(async move { Ok(json(StatusCode::OK, request.uri().path().to_owned())) })
        });
        fake.push(Err(HttpError::TimedOut(Duration::from_secs(1))));
        let request = || Request::post("http://provider.test/v1/payments").body(Bytes::from("{}")).expect("a request");
        let first = fake.send(request()).await.expect_err("scripted");
        assert!(!first.is_unsent(), "the provider may have acted on it");
        assert_eq!(fake.send(request()).await.expect("handled").body(), "/v1/payments");
        assert_eq!(fake.take_requests().len(), 2);
        let silent = HttpFake::scripted([]).send(request()).await.expect_err("nothing scripted");
        assert!(silent.is_unsent());
    }

    #[tokio::test]
    async fn a_timer_of_a_test_waits_for_nothing() {
        let timer = InstantTimer::default();
        timer.sleep(Duration::from_secs(30)).await;
        assert_eq!(timer.total(), Duration::from_secs(30));
    }
}
