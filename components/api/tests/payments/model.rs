//! A model of the sandbox: its API, its shoppers and its webhooks, in one process and without a clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use bytes::Bytes;
use http::{Method, Request, Response};
use outpost_db::sql::BoxFuture;
use outpost_platform::{Http, HttpError};
use serde_json::{Value, json};

/// What the sandbox does with the next call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It does nothing and does not respond.
    Before,
    /// It acts and does not respond.
    After,
}

/// A payment as the sandbox knows it.
#[derive(Clone, Debug)]
pub struct Intent {
    pub reference: String,
    pub payment_id: String,
    pub amount: i64,
    pub currency: String,
    pub state: &'static str,
    pub reason: Option<&'static str>,
    pub captured: i64,
    pub refunded: i64,
    pub method: String,
}

#[derive(Default)]
struct Inner {
    intents: Vec<Intent>,
    keys: BTreeSet<String>,
    events: Vec<Bytes>,
    counter: u64,
    silence: Option<Silence>,
}

/// The sandbox.
#[derive(Default)]
pub struct Model {
    inner: Mutex<Inner>,
    /// It refunds again under a key that it knows.
    forgets_keys: bool,
}

impl Model {
    pub fn new(forgets_keys: bool) -> Self {
        Self { forgets_keys, ..Self::default() }
    }

    /// The next call gets no response.
    pub fn stay_silent(&self, silence: Option<Silence>) {
        self.inner.lock().unwrap().silence = silence;
    }

    /// The shopper pays on the hosted page; the provider takes `minor` of what was asked for.
    pub fn pay(&self, payment_id: &str, minor: impl Fn(i64) -> i64) -> bool {
        self.act(payment_id, |intent| {
            intent.captured = minor(intent.amount);
            intent.state = "captured";
            (intent.captured, "payment.captured")
        })
    }

    /// The shopper's bank reserves the money, to be captured by the shop.
    pub fn authorise(&self, payment_id: &str) -> bool {
        self.act(payment_id, |intent| {
            intent.state = "authorised";
            (intent.amount, "payment.authorised")
        })
    }

    /// The payment fails for good.
    pub fn fail(&self, payment_id: &str) -> bool {
        self.act(payment_id, |intent| {
            intent.state = "failed";
            intent.reason = Some("insufficient_funds");
            (intent.amount, "payment.failed")
        })
    }

    /// Takes one of the webhooks that are under way out of them.
    pub fn take_event(&self, at: usize) -> Option<Bytes> {
        let mut inner = self.inner.lock().unwrap();
        let count = inner.events.len();
        (count > 0).then(|| inner.events.swap_remove(at % count))
    }

    /// A webhook is under way, again.
    pub fn put_event(&self, event: Bytes) {
        self.inner.lock().unwrap().events.push(event);
    }

    /// All that it knows, by the shop's ids.
    pub fn intents(&self) -> BTreeMap<String, Intent> {
        let inner = self.inner.lock().unwrap();
        inner.intents.iter().map(|intent| (intent.payment_id.clone(), intent.clone())).collect()
    }

    /// Something happens to a payment that waits for its shopper.
    fn act(&self, payment_id: &str, change: impl FnOnce(&mut Intent) -> (i64, &'static str)) -> bool {
        let mut inner = self.inner.lock().unwrap();
        let waiting = |intent: &&mut Intent| intent.payment_id == payment_id && intent.state == "needs_action";
        let Some(intent) = inner.intents.iter_mut().find(waiting) else { return false };
        let (minor, kind) = change(intent);
        let intent = intent.clone();
        inner.report(&intent, minor, kind);
        true
    }
}

impl Inner {
    fn report(&mut self, intent: &Intent, minor: i64, kind: &str) {
        self.counter += 1;
        let event = json!({
            "event_id": format!("ev_{}_{}", intent.payment_id, self.counter), "type": kind,
            "payment_id": intent.payment_id, "reference": intent.reference, "state": intent.state,
            "amount_minor": minor, "currency": intent.currency, "reason": intent.reason, "created_at": 0,
        });
        self.events.push(event.to_string().into());
    }

    fn create(&mut self, body: &Value) -> (u16, Value) {
        let payment_id = body["payment_id"].as_str().unwrap().to_owned();
        if !self.intents.iter().any(|intent| intent.payment_id == payment_id) {
            self.intents.push(Intent {
                reference: format!("pay_{payment_id}"),
                payment_id: payment_id.clone(),
                amount: body["amount_minor"].as_i64().unwrap(),
                currency: body["currency"].as_str().unwrap().to_owned(),
                state: "needs_action",
                reason: None,
                captured: 0,
                refunded: 0,
                method: body["method"].as_str().unwrap().to_owned(),
            });
        }
        let intent = self.intents.iter().find(|intent| intent.payment_id == payment_id).unwrap();
        (200, shown(intent))
    }

    fn change(&mut self, at: usize, action: &str, key: &str, minor: i64, forgets_keys: bool) -> (u16, Value) {
        let is_known = !forgets_keys && self.keys.contains(key);
        let intent = &mut self.intents[at];
        let allowed = match action {
            "capture" => intent.state == "authorised",
            "void" => matches!(intent.state, "needs_action" | "authorised"),
            _ => intent.state == "captured" && intent.refunded + minor <= intent.captured,
        };
        if !is_known && !allowed {
            return (409, json!({ "detail": format!("the payment is {}", intent.state) }));
        }
        if !is_known {
            let (minor, kind) = match action {
                "capture" => {
                    (intent.state, intent.captured) = ("captured", minor);
                    (minor, "payment.captured")
                }
                "void" => {
                    intent.state = "voided";
                    (intent.amount, "payment.voided")
                }
                _ => {
                    intent.refunded += minor;
                    (minor, "payment.refunded")
                }
            };
            let intent = intent.clone();
            self.keys.insert(key.to_owned());
            self.report(&intent, minor, kind);
        }
        (200, shown(&self.intents[at]))
    }

    fn answer(&mut self, request: &Request<Bytes>, forgets_keys: bool) -> (u16, Value) {
        let body: Value = serde_json::from_slice(request.body()).unwrap_or(Value::Null);
        let path: Vec<&str> = request.uri().path().trim_matches('/').split('/').collect();
        if path == ["v1", "payments"] && request.method() == Method::POST {
            return self.create(&body);
        }
        let Some(at) = self.intents.iter().position(|intent| Some(&intent.reference.as_str()) == path.get(2)) else {
            return (404, json!({ "detail": "no such payment" }));
        };
        match path.get(3) {
            None => (200, shown(&self.intents[at])),
            Some(action) => {
                let key = request.headers()["idempotency-key"].to_str().unwrap().to_owned();
                self.change(at, action, &key, body["amount_minor"].as_i64().unwrap(), forgets_keys)
            }
        }
    }
}

fn shown(intent: &Intent) -> Value {
    let hosted = (intent.state == "needs_action").then(|| format!("http://sandbox.test/pay/{}", intent.reference));
    let voucher = (intent.state == "needs_action" && intent.method == "convenience_store").then_some("1234-5678-9012");
    json!({
        "voucher_number": voucher, "reference": intent.reference, "state": intent.state, "redirect_url": hosted, "amount_minor": intent.amount,
        "captured_minor": intent.captured, "currency": intent.currency, "reason": intent.reason,
    })
}

impl Http for Model {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, HttpError>> {
        Box::pin(async move {
            let mut inner = self.inner.lock().unwrap();
            let silence = inner.silence.take();
            if silence == Some(Silence::Before) {
                return Err(HttpError::NoResponse("the model is silent".to_owned()));
            }
            let (status, body) = inner.answer(&request, self.forgets_keys);
            if silence == Some(Silence::After) {
                return Err(HttpError::NoResponse("the model acted and is silent".to_owned()));
            }
            Ok(Response::builder().status(status).body(body.to_string().into()).unwrap())
        })
    }
}
