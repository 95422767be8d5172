//! What the shop is told.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use outpost_platform::HttpError;
use outpost_platform::testing::json as answer;
use outpost_sandbox::signature;
use serde_json::json;

use super::support::{Provider, SECRET, reference};

const PAYS: &str = "4242424242424242";

#[tokio::test]
async fn webhooks_are_signed_and_sent_before_the_shopper_is_back() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    provider.submit_card(reference(&payment), PAYS).await;
    let requests = provider.requests();
    assert_eq!(requests.len(), 2, "authorised and captured");
    let captured = &requests[1];
    assert_eq!(captured.uri(), "http://shop.test/webhooks/sandbox");
    let text = std::str::from_utf8(captured.body()).unwrap();
    assert_eq!(captured.headers()[signature::HEADER], signature::header(SECRET, 1_795_348_800, text));
    let body: serde_json::Value = serde_json::from_str(text).unwrap();
    let expect = json!({
        "event_id": body["event_id"],
        "type": "payment.captured",
        "payment_id": "p1",
        "reference": reference(&payment),
        "state": "captured",
        "amount_minor": 1250,
        "currency": "GBP",
        "reason": null,
        "created_at": 1_795_348_800,
    });
    assert_eq!(body, expect);
    provider.later(120_000).await;
    assert_eq!(provider.received().len(), 0, "what was received is not sent again");
}

#[tokio::test]
async fn a_webhook_that_is_not_received_comes_again_with_the_same_id_and_ever_longer_pauses() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    provider.shop.push(Err(HttpError::NotSent("nobody listens".to_owned())));
    provider.shop.push(Ok(answer(StatusCode::INTERNAL_SERVER_ERROR, "")));
    provider.submit_card(reference(&payment), PAYS).await;
    let first = provider.received();
    provider.later(500).await;
    assert_eq!(provider.received().len(), 0, "not yet");
    provider.shop.push(Ok(answer(StatusCode::SERVICE_UNAVAILABLE, "")));
    provider.later(600).await;
    assert_eq!(provider.received(), first);
    provider.later(1_000).await;
    assert_eq!(provider.received().len(), 0, "the one that failed twice waits two seconds");
    provider.later(1_100).await;
    assert_eq!(provider.received(), first[..1]);
}

#[tokio::test]
async fn declines_refunds_and_voids_are_told_too() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    provider.submit_card(reference(&payment), "4000000000000002").await;
    let told = provider.received();
    assert_eq!((&told[0]["type"], &told[0]["reason"]), (&json!("payment.attempt_failed"), &json!("declined")));
    assert_eq!(told[0]["state"], "needs_action", "the shopper may try again");
    provider.submit_card(reference(&payment), PAYS).await;
    provider.call(&format!("/v1/payments/{}/refund", reference(&payment)), "r", &json!({ "amount_minor": 50 })).await;
    provider.later(0).await;
    let refunded = provider.received().pop().unwrap();
    assert_eq!((&refunded["type"], &refunded["amount_minor"]), (&json!("payment.refunded"), &json!(50)));
    let other = provider.pay(json!({ "payment_id": "p2" })).await;
    provider.call(&format!("/v1/payments/{}/void", reference(&other)), "v", &json!({})).await;
    provider.later(0).await;
    assert_eq!(provider.received_types(), ["payment.voided"]);
}

#[tokio::test]
async fn the_job_is_the_hosts() {
    let provider = Provider::start().await;
    let request = Request::post("/jobs/send-webhooks").body(Body::empty()).unwrap();
    assert_eq!(provider.send(request).await.status, StatusCode::FORBIDDEN);
}
