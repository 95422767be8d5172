//! Ports for tests.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use outpost_db::sql::BoxFuture;
use time::OffsetDateTime;

use crate::ports::{Change, Clock, Entropy, HostError, Http, HttpError, KeyValue, Timer};

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

/// A [`Clock`] that tests move, in seconds since 1970.
#[derive(Debug)]
pub struct TestClock(pub AtomicI64);

impl TestClock {
    /// A clock that shows this time.
    pub const fn at(seconds: i64) -> Self {
        Self(AtomicI64::new(seconds))
    }

    /// Lets time pass.
    pub fn pass_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.0.load(Ordering::Relaxed)).expect("a time of the test")
    }
}

/// [`Entropy`] that differs each time and is the same in every run.
#[derive(Debug, Default)]
pub struct CountedEntropy(AtomicU64);

impl Entropy for CountedEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let next = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        for (byte, value) in bytes.iter_mut().zip(next.into_iter().cycle()) {
            *byte = value;
        }
    }
}

/// A [`KeyValue`] store in memory.
#[derive(Debug, Default)]
pub struct MemoryKeyValue {
    values: Mutex<BTreeMap<String, Vec<u8>>>,
    /// Whether every call fails.
    pub is_broken: AtomicBool,
}

impl KeyValue for MemoryKeyValue {
    fn update<'a>(&'a self, key: &'a str, change: Change<'a>) -> BoxFuture<'a, Result<bool, HostError>> {
        Box::pin(async move {
            if self.is_broken.load(Ordering::Relaxed) {
                return Err(HostError("broken by a test".to_owned()));
            }
            // Concurrent requests all arrive here before the first of them changes anything.
            tokio::task::yield_now().await;
            let mut values = lock(&self.values);
            let Some(value) = change(values.get(key).map(Vec::as_slice)) else { return Ok(false) };
            values.insert(key.to_owned(), value);
            Ok(true)
        })
    }
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
