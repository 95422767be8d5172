//! The client against responses that are written by hand.

use std::sync::Mutex;

use http::Response;
use outpost_domain::ids::{OrderId, PaymentId, RefundId};
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::{PaymentMethod, PaymentState};
use outpost_domain::samples::{GBP, GERMAN};
use outpost_platform::HttpError;
use uuid::Uuid;

use super::*;
use crate::signature::Secrets;

const NOW: i64 = 1_790_000_000;

/// A sandbox that gives one response, and remembers the request.
struct Fixed {
    response: Result<(u16, &'static str), HttpError>,
    seen: Mutex<Option<Request<Bytes>>>,
}

impl Http for Fixed {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, HttpError>> {
        *self.seen.lock().expect("a lock") = Some(request);
        let response = self.response.clone().map(|(status, body)| {
            Response::builder().status(status).body(Bytes::from_static(body.as_bytes())).expect("a response")
        });
        Box::pin(async { response })
    }
}

fn sandbox(response: Result<(u16, &'static str), HttpError>) -> (Sandbox, Arc<Fixed>) {
    let http = Arc::new(Fixed { response, seen: Mutex::new(None) });
    let webhook_secrets = Secrets { current: "secret".to_owned(), previous: String::new() };
    let origin = "http://127.0.0.1:3050".to_owned();
    (Sandbox::new(http.clone(), SandboxConfig { origin, api_key: "key".to_owned(), webhook_secrets }), http)
}

fn payment() -> ProviderPayment {
    let payment_id = PaymentId::new(Uuid::from_u128(7));
    ProviderPayment { payment_id, reference: "sb_1".to_owned(), amount: Money::new(1_294, GBP) }
}

#[tokio::test]
async fn a_payment_is_asked_for_under_the_id_of_the_stored_attempt() {
    let made = r#"{"reference":"sb_1","state":"needs_action","redirect_url":"http://127.0.0.1:3050/pay/sb_1",
        "amount_minor":1294,"captured_minor":0,"currency":"GBP"}"#;
    let (sandbox, http) = sandbox(Ok((201, made)));
    let payment = PaymentRequest {
        payment_id: payment().payment_id,
        order_number: OrderNumber::of(OrderId::new(Uuid::from_u128(1))),
        amount: payment().amount,
        method: PaymentMethod::Card,
        locale: GERMAN,
        return_url: "http://shop.example/back".to_owned(),
        webhook_url: "http://shop.example/webhooks/sandbox".to_owned(),
    };
    let intent = sandbox.create(&payment).await.expect("an intent");
    assert_eq!((intent.reference.as_str(), intent.state), ("sb_1", PaymentState::NeedsAction));
    assert_eq!(intent.redirect_url.as_deref(), Some("http://127.0.0.1:3050/pay/sb_1"));
    let request = http.seen.lock().expect("a lock").take().expect("a request");
    assert_eq!(request.uri(), "http://127.0.0.1:3050/v1/payments");
    assert_eq!(request.headers()["authorization"], "Bearer key");
    assert_eq!(request.headers()["idempotency-key"], payment.payment_id.to_string());
    let body: serde_json::Value = serde_json::from_slice(request.body()).expect("JSON");
    assert_eq!(
        (&body["amount_minor"], &body["currency"], &body["locale"]),
        (&1_294.into(), &"GBP".into(), &"de".into())
    );
}

#[tokio::test]
async fn reading_twice_gives_one_report_and_a_change_another() {
    let read = async |body| sandbox(Ok((200, body))).0.read(&payment()).await.expect("a report");
    let waits = r#"{"reference":"sb_1","state":"needs_action","redirect_url":null,"amount_minor":1294,"captured_minor":0,
        "currency":"GBP"}"#;
    let taken = r#"{"reference":"sb_1","state":"captured","amount_minor":1294,"captured_minor":1000,"currency":"GBP"}"#;
    assert_eq!(read(waits).await, read(waits).await);
    let taken = read(taken).await;
    assert_eq!((taken.state, taken.amount.minor()), (PaymentState::Captured, 1_000));
    assert_ne!(read(waits).await.event_id, taken.event_id);
}

#[tokio::test]
async fn an_error_says_whether_money_may_have_moved() {
    let check = async |response, sure: bool| {
        let error = sandbox(response).0.read(&payment()).await.expect_err("no report");
        assert_eq!(error.is_nothing_charged(), sure, "{error}");
    };
    check(Err(HttpError::NotSent("nobody listens".to_owned())), true).await;
    check(Ok((422, r#"{"detail":"the amount is wrong"}"#)), true).await;
    check(Ok((500, "")), false).await;
    check(Ok((200, "no JSON")), false).await;
    check(Err(HttpError::NoResponse("reset".to_owned())), false).await;
}

#[tokio::test]
async fn a_refund_that_is_refused_is_an_outcome_and_silence_is_none() {
    let refund = RefundRequest {
        refund_id: RefundId::new(Uuid::from_u128(9)),
        reference: "sb_1".to_owned(),
        amount: payment().amount,
    };
    let check = async |response| sandbox(response).0.refund(&refund).await;
    assert_eq!(check(Ok((200, "{}"))).await.map(|outcome| outcome.state), Ok(RefundState::Refunded));
    let refused = check(Ok((409, r#"{"detail":"not captured"}"#))).await.expect("an outcome");
    assert_eq!((refused.state, refused.reason.as_deref()), (RefundState::Failed, Some("not captured")));
    assert!(check(Ok((401, "{}"))).await.is_err() && check(Ok((503, ""))).await.is_err());
}

#[test]
fn a_webhook_is_read_where_its_signature_fits() {
    let (sandbox, _) = sandbox(Ok((200, "")));
    let body = Bytes::from(format!(
        r#"{{"event_id":"ev_1","type":"payment.captured","payment_id":"{}","reference":"sb_1","state":"captured",
            "amount_minor":1294,"currency":"GBP","reason":null,"created_at":{NOW}}}"#,
        payment().payment_id
    ));
    let signed = |secret: &str, body: &[u8]| {
        let mut headers = HeaderMap::new();
        headers.insert(SIGNATURE, signature::sign(secret, body, NOW).parse().expect("a header"));
        headers
    };
    let report = sandbox.webhook(&signed("secret", &body), &body, NOW).expect("a webhook").expect("a report");
    assert_eq!((report.event_id.as_str(), report.state), ("ev_1", PaymentState::Captured));
    assert_eq!((report.payment_id, report.amount), (payment().payment_id, payment().amount));
    assert!(matches!(sandbox.webhook(&signed("other", &body), &body, NOW), Err(WebhookError::Signature(_))));
    assert!(matches!(sandbox.webhook(&HeaderMap::new(), &body, NOW), Err(WebhookError::Signature(_))));
    let refunded = Bytes::from(String::from_utf8_lossy(&body).replace("payment.captured", "payment.refunded"));
    assert_eq!(sandbox.webhook(&signed("secret", &refunded), &refunded, NOW), Ok(None));
    for wrong in ["{}", "", "[1]", &"x".repeat(1_000)] {
        let body = Bytes::from(wrong.to_owned());
        let read = sandbox.webhook(&signed("secret", &body), &body, NOW);
        assert!(matches!(read, Err(WebhookError::Body(_))), "{wrong}: {read:?}");
    }
}
