//! Azure Communication Services, by a stand-in of their contract that checks each request as they do.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::{Request, Response, StatusCode};
use outpost_dispatch::{AzureConfig, AzureMail};
use outpost_platform::HttpError;
use outpost_platform::testing::{HttpFake, TestClock, json};
use serde_json::{Value, json as object};
use sha2::{Digest, Sha256};

use crate::fixture::NOW;
use crate::support::Shop;

const KEY: &[u8] = &[7; 64];
const ENDPOINT: &str = "https://shop.communication.azure.com";

/// The operations that the stand-in began, by their ids.
type Operations = Arc<Mutex<BTreeMap<String, Value>>>;

fn header<'a>(request: &'a Request<Bytes>, name: &str) -> &'a str {
    request.headers()[name].to_str().unwrap()
}

/// The signature that the service computes from what it received.
fn signature(request: &Request<Bytes>) -> String {
    let target = request.uri().path_and_query().unwrap();
    let (date, hash) = (header(request, "x-ms-date"), STANDARD.encode(Sha256::digest(request.body())));
    let text = format!("{}\n{target}\n{date};{};{hash}", request.method(), request.uri().host().unwrap());
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY).unwrap();
    mac.update(text.as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    format!("HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}")
}

fn answer(operations: &Operations, request: &Request<Bytes>) -> Response<Bytes> {
    if header(request, "authorization") != signature(request) {
        return json(StatusCode::UNAUTHORIZED, r#"{"error":{"code":"Denied"}}"#);
    }
    assert_eq!(request.uri().query(), Some("api-version=2023-03-31"));
    let id = header(request, "operation-id").to_owned();
    let mut operations = operations.lock().unwrap();
    if let Some(asked) = request.uri().path().strip_prefix("/emails/operations/") {
        let status = if operations.contains_key(asked) { StatusCode::OK } else { StatusCode::NOT_FOUND };
        return json(status, "{}");
    }
    assert_eq!(request.uri().path(), "/emails:send");
    if operations.contains_key(&id) {
        return json(StatusCode::CONFLICT, r#"{"error":{"code":"OperationExists"}}"#);
    }
    operations.insert(id.clone(), serde_json::from_slice(request.body()).unwrap());
    json(StatusCode::ACCEPTED, object!({ "id": id, "status": "Running" }).to_string())
}

/// A shop whose mails go to the stand-in, signed with `key`.
async fn shop(key: &[u8]) -> (Shop, Arc<HttpFake>, Operations) {
    let operations = Operations::default();
    let service = operations.clone();
    let http = Arc::new(HttpFake::answering(move |request| {
        let answer = answer(&service, &request);
        Box::pin(async move { Ok(answer) })
    }));
    let config = AzureConfig {
        endpoint: ENDPOINT.to_owned(),
        access_key: key.to_vec(),
        sender: "shop@shop.example".parse().unwrap(),
    };
    let mailer = AzureMail::new(http.clone(), Arc::new(TestClock::at(NOW)), config);
    (Shop::with(Arc::new(mailer)).await, http, operations)
}

#[tokio::test]
async fn a_mail_is_a_signed_request_with_text_and_html() {
    let (shop, _, operations) = shop(KEY).await;
    shop.register("ann@example.com", "Ann").await;
    assert_eq!(shop.send_mail().await, 204);
    let operations = operations.lock().unwrap();
    let (id, mail) = operations.iter().next().unwrap();
    assert_eq!(mail["senderAddress"], "shop@shop.example");
    assert_eq!(mail["recipients"], object!({ "to": [{ "address": "ann@example.com" }] }));
    assert_eq!(mail["headers"]["X-Outpost-Message-Id"], *id);
    assert!(mail["content"]["plainText"].as_str().unwrap().contains("http://shop.example/en-gb/account/verify?token="));
    assert!(mail["content"]["html"].as_str().unwrap().starts_with("<!DOCTYPE html>"));
    assert_eq!(mail["userEngagementTrackingDisabled"], true);
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_is_the_same_operation_and_goes_out_once() {
    let (shop, http, operations) = shop(KEY).await;
    shop.register("ann@example.com", "Ann").await;
    assert_eq!(shop.send_mail().await, 204);
    // As if the dispatcher had died before it recorded that.
    shop.database.batch("UPDATE outbox SET sent_at = NULL, due_at = 0").await.unwrap();
    http.take_requests();
    assert_eq!(shop.send_mail().await, 204, "the service has the operation");
    assert_eq!((http.take_requests().len(), operations.lock().unwrap().len()), (2, 1));
}

#[tokio::test]
async fn a_service_that_asks_to_wait_or_does_not_answer_is_asked_again_later() {
    let (shop, http, operations) = shop(KEY).await;
    shop.register("ann@example.com", "Ann").await;
    let mut busy = json(StatusCode::TOO_MANY_REQUESTS, r#"{"error":{"code":"TooManyRequests"}}"#);
    busy.headers_mut().insert("retry-after", "600".parse().unwrap());
    http.push(Ok(busy));
    assert_eq!(shop.send_mail().await, 503);
    shop.pass_seconds(599).await;
    assert_eq!(shop.send_mail().await, 204, "nothing is due");
    http.push(Err(HttpError::NoResponse("reset".to_owned())));
    shop.pass_seconds(1).await;
    assert_eq!(shop.send_mail().await, 503);
    assert_eq!(operations.lock().unwrap().len(), 0);
    shop.pass_seconds(60).await;
    assert_eq!(shop.send_mail().await, 204);
    assert_eq!(operations.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_mail_that_is_refused_is_a_dead_letter_and_a_wrong_key_is_not_its_fault() {
    let (shop, http, _) = shop(&[8; 64]).await;
    shop.register("ann@example.com", "Ann").await;
    assert_eq!(shop.send_mail().await, 503);
    let dead = "SELECT count(*) FROM outbox WHERE gave_up_at IS NOT NULL";
    assert_eq!(shop.number(dead).await, 0, "the key is mended, then the mail goes out");
    let refusal = r#"{"error":{"code":"InvalidParam","message":"ann@example.com is suppressed"}}"#;
    http.push(Ok(json(StatusCode::BAD_REQUEST, refusal)));
    shop.pass_seconds(30).await;
    assert_eq!(shop.send_mail().await, 503);
    assert_eq!(shop.number(dead).await, 1);
    let kept = "SELECT count(*) FROM outbox WHERE error = '400 InvalidParam'";
    assert_eq!(shop.number(kept).await, 1, "the code is kept, and no address");
}
