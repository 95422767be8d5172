//! A provider that misbehaves as a test says.

use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;

use super::support::{Provider, RETURN, reference, wish};

const PAYS: &str = "4242424242424242";

#[tokio::test]
async fn webhooks_come_late() {
    let provider = Provider::start().await;
    provider.script(json!({ "webhook_delay_ms": 5_000 })).await;
    let payment = provider.pay(json!({})).await;
    provider.submit_card(reference(&payment), PAYS).await;
    provider.later(4_900).await;
    assert_eq!(provider.received().len(), 0);
    provider.later(200).await;
    assert_eq!(provider.received_types(), ["payment.authorised", "payment.captured"]);
}

#[tokio::test]
async fn webhooks_come_twice_or_never() {
    let provider = Provider::start().await;
    provider.script(json!({ "target": "A1", "webhook_copies": 2 })).await;
    let payment = provider.pay(json!({})).await;
    provider.submit_card(reference(&payment), PAYS).await;
    let first = provider.received();
    provider.later(1_000).await;
    assert_eq!(provider.received(), first);
    provider.later(60_000).await;
    assert_eq!(provider.received().len(), 0);
    provider.script(json!({ "target": "p2", "webhook_copies": 0 })).await;
    let lost = provider.pay(json!({ "payment_id": "p2", "order_number": "A2" })).await;
    provider.submit_card(reference(&lost), PAYS).await;
    provider.later(60_000).await;
    assert_eq!(provider.received().len(), 0);
}

#[tokio::test]
async fn webhooks_come_in_the_wrong_order() {
    let provider = Provider::start().await;
    provider.script(json!({ "webhooks_reversed": true })).await;
    let payment = provider.pay(json!({})).await;
    provider.submit_card(reference(&payment), PAYS).await;
    provider.later(2_000).await;
    assert_eq!(provider.received_types(), ["payment.captured", "payment.authorised"]);
}

#[tokio::test]
async fn a_script_for_the_next_payment_is_for_that_one_only() {
    let provider = Provider::start().await;
    provider.script(json!({ "charge": "declined" })).await;
    let payment = provider.pay(json!({})).await;
    let back = provider.submit_card(reference(&payment), PAYS).await;
    assert_eq!((back.status, back.location.as_str()), (StatusCode::SEE_OTHER, RETURN));
    let failed = provider.get(&format!("/v1/payments/{}", reference(&payment))).await.json();
    assert_eq!((&failed["state"], &failed["reason"]), (&json!("failed"), &json!("declined")));
    let other = provider.pay(json!({ "payment_id": "p2" })).await;
    provider.submit_card(reference(&other), PAYS).await;
    let paid = provider.get(&format!("/v1/payments/{}", reference(&other))).await.json();
    assert_eq!(paid["state"], "captured");
}

#[tokio::test]
async fn money_is_taken_and_the_shopper_gets_no_answer() {
    let provider = Provider::start().await;
    provider.script(json!({ "charge": "timeout" })).await;
    let payment = provider.pay(json!({})).await;
    let page = provider.submit_card(reference(&payment), PAYS).await;
    assert_eq!(page.status, StatusCode::GATEWAY_TIMEOUT);
    assert!(page.text.contains(RETURN), "the way back is shown: {}", page.text);
    let paid = provider.get(&format!("/v1/payments/{}", reference(&payment))).await.json();
    assert_eq!(paid["captured_minor"], 1250);
    assert_eq!(provider.received().len(), 0);
    provider.later(0).await;
    assert_eq!(provider.received_types(), ["payment.authorised", "payment.captured"]);
}

#[tokio::test]
async fn a_silent_provider_answers_the_next_call() {
    let provider = Provider::start().await;
    provider.script(json!({ "silent_calls": 1 })).await;
    let silent = provider.call("/v1/payments", "p1", &wish()).await;
    assert_eq!(silent.status, StatusCode::GATEWAY_TIMEOUT);
    assert!(provider.timer.total() >= Duration::from_secs(15), "longer than a shop waits");
    assert_eq!(provider.get("/v1/payments").await.json()["payments"], json!([]), "nothing was done");
    provider.script(json!({ "target": "p1", "silent_calls": 1, "silence": "after" })).await;
    assert_eq!(provider.call("/v1/payments", "p1", &wish()).await.status, StatusCode::GATEWAY_TIMEOUT);
    let list = provider.get("/v1/payments").await.json();
    assert_eq!(provider.pay(json!({})).await, list["payments"][0], "the call was carried out");
}

#[tokio::test]
async fn a_mistyped_script_is_refused() {
    let answer = Provider::start().await.call("/v1/script", "", &json!({ "webhook_copy": 1 })).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
