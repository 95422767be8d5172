//! What a shop calls.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use super::support::{Provider, merged, reference, wish};

const PAYS: &str = "4242424242424242";

#[tokio::test]
async fn a_payment_is_created_once_however_often_it_is_asked_for() {
    let provider = Provider::start().await;
    let first = provider.pay(json!({})).await;
    assert_eq!(first["state"], "needs_action");
    assert_eq!(first["redirect_url"], format!("http://pay.test/pay/{}", reference(&first)));
    assert_eq!(provider.pay(json!({})).await, first);
    let other = provider.call("/v1/payments", "p1", &merged(wish(), json!({ "amount_minor": 1 }))).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "another wish under the same key");
    assert_eq!(provider.get(&format!("/v1/payments/{}", reference(&first))).await.json(), first);
    let list = provider.get("/v1/payments").await.json();
    assert_eq!(list["payments"], json!([first]));
}

#[tokio::test]
async fn only_the_shop_may_call_and_only_with_what_makes_sense() {
    let provider = Provider::start().await;
    for token in ["Bearer other", "other", ""] {
        let request = Request::post("/v1/payments").header("authorization", token);
        let answer = provider.send(request.body(Body::from(wish().to_string())).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token:?}");
    }
    for (name, value) in [
        ("amount_minor", json!(0)),
        ("currency", json!("pounds")),
        ("method", json!("cash")),
        ("return_url", json!("/orders/A1")),
        ("webhook_url", json!("ftp://shop.test")),
        ("locale", json!("tlh")),
        ("payment_id", json!("")),
    ] {
        let answer = provider.call("/v1/payments", "k", &merged(wish(), json!({ name: value }))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}");
    }
    assert_eq!(provider.call("/v1/payments", "", &wish()).await.status, StatusCode::BAD_REQUEST, "no key");
    assert_eq!(provider.get("/v1/payments/pay_1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(provider.get("/v1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn money_goes_back_in_parts_and_never_more_than_was_taken() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    let path = |verb: &str| format!("/v1/payments/{}/{verb}", reference(&payment));
    let early = provider.call(&path("refund"), "r0", &json!({ "amount_minor": 1 })).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "nothing was taken yet");
    provider.submit_card(reference(&payment), PAYS).await;
    for _ in 0..2 {
        let refunded = provider.call(&path("refund"), "r1", &json!({ "amount_minor": 250 })).await.json();
        assert_eq!((&refunded["captured_minor"], &refunded["refunded_minor"]), (&json!(1250), &json!(250)));
    }
    let much = provider.call(&path("refund"), "r2", &json!({ "amount_minor": 1001 })).await;
    assert_eq!(much.status, StatusCode::CONFLICT);
    let other = provider.call(&path("refund"), "r1", &json!({ "amount_minor": 251 })).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "another amount under the same key");
    let rest = provider.call(&path("refund"), "r3", &json!({})).await.json();
    assert_eq!(rest["refunded_minor"], 1250);
    assert_eq!(provider.call(&path("refund"), "r4", &json!({})).await.status, StatusCode::CONFLICT);
    assert_eq!(provider.call(&path("void"), "v1", &json!({})).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_payment_that_was_given_up_takes_no_money() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    let path = format!("/v1/payments/{}/void", reference(&payment));
    for _ in 0..2 {
        let voided = provider.call(&path, "v1", &json!({})).await.json();
        assert_eq!((&voided["state"], &voided["redirect_url"]), (&json!("voided"), &json!(null)));
    }
    let late = provider.submit_card(reference(&payment), PAYS).await;
    assert_eq!(late.status, StatusCode::SEE_OTHER);
    let still = provider.get(&format!("/v1/payments/{}", reference(&payment))).await.json();
    assert_eq!((&still["state"], &still["captured_minor"]), (&json!("voided"), &json!(0)));
}

#[tokio::test]
async fn capturing_what_is_captured_is_refused() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    provider.submit_card(reference(&payment), PAYS).await;
    let path = format!("/v1/payments/{}/capture", reference(&payment));
    assert_eq!(provider.call(&path, "c1", &json!({ "amount_minor": 1 })).await.status, StatusCode::CONFLICT);
}
