//! What webhooks and the job that settles payments answer.

use axum::body::{Body, Bytes};
use http::Request;
use outpost_payment::signature::sign;

use crate::model::Silence;
use crate::ports::Cut;
use crate::world::{Flaws, World};

const PAYMENT: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn captured(payment: &str) -> Bytes {
    let event = format!(
        r#"{{"event_id":"ev_1","type":"payment.captured","payment_id":"{payment}","reference":"pay_1","state":"captured",
            "amount_minor":1694,"currency":"GBP","reason":null}}"#
    );
    event.into()
}

#[tokio::test]
async fn a_webhook_is_for_a_provider_that_sends_some_and_bears_its_signature() {
    let world = World::open(Flaws::default()).await;
    let event = captured(PAYMENT);
    let post = async |path: &str, signature: Option<String>| {
        let request = Request::post(path);
        let request = signature.into_iter().fold(request, |request, value| request.header("sandbox-signature", value));
        world.post(request.body(Body::from(event.clone())).unwrap()).await
    };
    assert_eq!(post("/webhooks/nobody", None).await, 404);
    assert_eq!(post("/webhooks/manual", None).await, 404);
    assert_eq!(post("/webhooks/sandbox", None).await, 403);
    assert_eq!(post("/webhooks/sandbox", Some(sign("another", &event, world.now()))).await, 403);
    assert_eq!(world.webhook(&Bytes::from("{}")).await, 400, "signed, and no report");
    assert_eq!(world.webhook(&event).await, 404, "no such payment");
    assert_eq!(world.webhook(&Bytes::from(vec![b' '; 70_000])).await, 413);
}

#[tokio::test]
async fn a_webhook_is_acknowledged_after_the_commit() {
    let world = World::open(Flaws::default()).await;
    let (order, payment) = world.attempt().await;
    let event = captured(&payment);
    world.line.cut(Some(Cut::Before));
    assert_eq!(world.webhook(&event).await, 503);
    assert_eq!(world.integer("SELECT count(paid_at) FROM orders WHERE id = ?1", &order).await, 0);
    world.line.cut(Some(Cut::After));
    assert_eq!(world.webhook(&event).await, 503, "it is sent again then");
    for _ in 0..2 {
        assert_eq!(world.webhook(&event).await, 204);
    }
    assert_eq!(world.integer("SELECT count(paid_at) FROM orders WHERE id = ?1", &order).await, 1);
}

#[tokio::test]
async fn the_job_finds_out_what_was_lost_and_leaves_alone_what_nobody_paid() {
    let world = World::open(Flaws::default()).await;
    let (order, payment) = world.attempt().await;
    let standing = "SELECT count(*) FROM payment WHERE id = ?1 AND state = 'needs_action'";
    world.pass_seconds(200).await;
    assert_eq!(world.job("/jobs/settle-payments").await, 204);
    assert_eq!(world.integer(standing, &payment).await, 1, "the provider knows of it now, and waits");
    assert!(world.model.pay(&payment, |minor| minor), "the shopper pays, and nobody tells the shop");
    world.model.stay_silent(Some(Silence::Before));
    assert_eq!(world.job("/jobs/settle-payments").await, 503);
    assert_eq!(world.job("/jobs/settle-payments").await, 204);
    assert_eq!(world.integer("SELECT count(paid_at) FROM orders WHERE id = ?1", &order).await, 1);
    assert_eq!(world.post(Request::post("/jobs/settle-payments").body(Body::empty()).unwrap()).await, 403);
}

#[tokio::test]
async fn a_payment_that_nobody_shall_pay_any_more_is_given_up_at_its_provider() {
    let world = World::open(Flaws::default()).await;
    let (_, payment) = world.attempt().await;
    world.pass_seconds(2_000).await;
    assert_eq!(world.job("/jobs/release-expired-holds").await, 204);
    assert_eq!(world.job("/jobs/settle-payments").await, 204);
    assert_eq!(world.model.intents()[&payment].state, "voided");
    assert!(!world.model.pay(&payment, |minor| minor), "the hosted page takes no money any more");
}
