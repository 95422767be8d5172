//! A provider for one test, the shop that it calls, and a browser without scripts.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use bytes::Bytes;
use http_body_util::BodyExt;
use outpost_db::native::Database;
use outpost_platform::testing::{HttpFake, InstantTimer, json};
use outpost_platform::{Clock, Entropy};
use outpost_sandbox::{Config, State, migrate, router};
use serde_json::{Value, json};
use time::OffsetDateTime;
use tower::ServiceExt;

pub const KEY: &str = "key-of-the-shop";
pub const SECRET: &str = "secret-of-webhooks";
pub const RETURN: &str = "http://shop.test/en-gb/orders/A1/return";
/// 2026-11-22.
const START: i64 = 1_795_348_800_000;

/// A provider with a shop that receives every webhook.
pub struct Provider {
    router: Router,
    pub shop: Arc<HttpFake>,
    pub timer: Arc<InstantTimer>,
    clock: Arc<TestClock>,
}

/// A clock that tests move.
struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        let milliseconds = i128::from(self.0.load(Ordering::SeqCst));
        OffsetDateTime::from_unix_timestamp_nanos(milliseconds * 1_000_000).unwrap()
    }
}

/// Bytes that count.
struct Counter(AtomicU64);

impl Entropy for Counter {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes();
        let length = bytes.len();
        bytes[length - number.len()..].copy_from_slice(&number);
    }
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub policy: String,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }
}

impl Provider {
    pub async fn start() -> Self {
        let database = Database::memory().await.unwrap();
        // Twice, as each instance does it.
        migrate(&database).await.unwrap();
        migrate(&database).await.unwrap();
        let shop = Arc::new(HttpFake::answering(|_| Box::pin(async { Ok(json(StatusCode::OK, "{}")) })));
        let timer = Arc::new(InstantTimer::default());
        let clock = Arc::new(TestClock(AtomicI64::new(START)));
        let (api_key, webhook_secret) = (KEY.to_owned(), SECRET.to_owned());
        let state = State {
            database: Arc::new(database),
            clock: clock.clone(),
            entropy: Arc::new(Counter(AtomicU64::new(1))),
            http: shop.clone(),
            timer: timer.clone(),
            config: Config { api_key, webhook_secret, public_url: "http://pay.test".to_owned() },
        };
        Self { router: router(state), shop, timer, clock }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
        let (status, location, policy) = (response.status(), header("location"), header("content-security-policy"));
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, location, policy, text: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// A call of the shop.
    pub async fn call(&self, path: &str, key: &str, body: &Value) -> Answer {
        let request =
            Request::post(path).header("authorization", format!("Bearer {KEY}")).header("idempotency-key", key);
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("authorization", format!("Bearer {KEY}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// A payment of £12.50, or with some fields otherwise.
    pub async fn pay(&self, changes: Value) -> Value {
        let body = merged(wish(), changes);
        let key = body["payment_id"].as_str().unwrap().to_owned();
        let answer = self.call("/v1/payments", &key, &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    /// Submits the form of a hosted page.
    pub async fn submit(&self, reference: &str, fields: &str) -> Answer {
        let request = Request::post(format!("/pay/{reference}?locale=en"))
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(fields.to_owned())).unwrap()).await
    }

    pub async fn submit_card(&self, reference: &str, number: &str) -> Answer {
        self.submit(reference, &format!("card_number={number}&card_expiry=12%2F34&card_cvc=123")).await
    }

    pub async fn script(&self, script: Value) {
        let answer = self.call("/v1/script", "", &script).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }

    /// Lets time pass, and starts the job.
    pub async fn later(&self, milliseconds: i64) {
        self.clock.0.fetch_add(milliseconds, Ordering::SeqCst);
        let request = Request::post("/jobs/send-webhooks").header("outpost-job", "1").body(Body::empty()).unwrap();
        assert_eq!(self.send(request).await.status, StatusCode::NO_CONTENT);
    }

    /// The webhooks that the shop was sent since it was asked last.
    pub fn received(&self) -> Vec<Value> {
        self.requests().iter().map(|request| serde_json::from_slice(request.body()).unwrap()).collect()
    }

    /// The same as `type`s.
    pub fn received_types(&self) -> Vec<String> {
        self.received().iter().map(|body| body["type"].as_str().unwrap().to_owned()).collect()
    }

    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.shop.take_requests()
    }
}

/// What a shop asks for.
pub fn wish() -> Value {
    json!({
        "payment_id": "p1",
        "order_number": "A1",
        "amount_minor": 1250,
        "currency": "GBP",
        "method": "card",
        "return_url": RETURN,
        "webhook_url": "http://shop.test/webhooks/sandbox",
    })
}

/// `base` with the fields of `changes`.
pub fn merged(mut base: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        base[name] = value.clone();
    }
    base
}

/// The reference of a payment.
pub fn reference(payment: &Value) -> &str {
    payment["reference"].as_str().unwrap()
}
