//! What a shopper sees.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use super::support::{Provider, RETURN, reference};

async fn state(provider: &Provider, reference: &str) -> String {
    let payment = provider.get(&format!("/v1/payments/{reference}")).await.json();
    payment["state"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_page_says_that_no_money_moves_in_the_shoppers_language() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({ "locale": "de" })).await;
    assert_eq!(payment["redirect_url"], format!("http://pay.test/pay/{}?locale=de", reference(&payment)));
    let expect = [
        ("?locale=de", "", "Sandbox: Es fließt kein Geld"),
        ("?locale=en", "ja", "Sandbox: no money moves"),
        ("", "ja,en;q=0.5", "サンドボックス"),
        ("?locale=xx", "", "Sandbox: no money moves"),
    ];
    for (query, accepted, text) in expect {
        let request = Request::get(format!("/pay/{}{query}", reference(&payment))).header("accept-language", accepted);
        let page = provider.send(request.body(Body::empty()).unwrap()).await;
        assert!(page.text.contains(text), "{query} {accepted}: {}", page.text);
        assert!(page.policy.ends_with("form-action 'self' http://shop.test"), "{}", page.policy);
    }
}

#[tokio::test]
async fn a_card_pays_and_the_shopper_is_back_at_the_shop() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    let paid = provider.submit_card(reference(&payment), "4242+4242+4242+4242").await;
    assert_eq!((paid.status, paid.location.as_str()), (StatusCode::SEE_OTHER, RETURN));
    assert_eq!(state(&provider, reference(&payment)).await, "captured");
    let again = provider.submit_card(reference(&payment), "4242424242424242").await;
    assert_eq!(again.location, RETURN, "a second press changes nothing");
    let page = provider.get(&format!("/pay/{}", reference(&payment))).await;
    assert!(page.text.contains("This payment is over"), "{}", page.text);
}

#[tokio::test]
async fn an_error_names_the_field_and_keeps_the_others() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    let fields = "card_number=4242424242424242&card_expiry=12%2F19&card_cvc=12%22";
    let page = provider.submit(reference(&payment), fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["This card has expired", r#"value="4242424242424242""#, r#"value="12/19""#, r#"value="12&quot;""#] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert_eq!(page.text.matches(r#"aria-invalid="true""#).count(), 2);
    assert_eq!(state(&provider, reference(&payment)).await, "needs_action");
}

#[tokio::test]
async fn a_declined_card_loses_nothing_and_another_one_pays() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    let cards = [
        ("4000000000000002", "Your bank declined"),
        ("4000000000009995", "not enough funds"),
        ("4000000000000119", "Your bank did not answer"),
    ];
    for (number, text) in cards {
        let page = provider.submit_card(reference(&payment), number).await;
        assert_eq!(page.status, StatusCode::PAYMENT_REQUIRED);
        assert!(page.text.contains(text) && page.text.contains(&format!(r#"value="{number}""#)), "{}", page.text);
        assert_eq!(state(&provider, reference(&payment)).await, "needs_action");
    }
    assert_eq!(provider.submit_card(reference(&payment), "4242424242424242").await.location, RETURN);
    assert_eq!(state(&provider, reference(&payment)).await, "captured");
}

#[tokio::test]
async fn a_bank_that_asks_is_answered_refused_first_and_then_approved() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({})).await;
    let own = format!("/pay/{}", reference(&payment));
    let asked = provider.submit_card(reference(&payment), "4000002500003155").await;
    assert_eq!((asked.status, asked.location.starts_with(&own)), (StatusCode::SEE_OTHER, true));
    assert!(provider.get(&own).await.text.contains("Your bank asks you to confirm"));
    let refused = provider.submit(reference(&payment), "answer=refuse").await;
    assert!(refused.text.contains("not confirmed with your bank"), "{}", refused.text);
    let early = provider.submit(reference(&payment), "answer=approve").await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is asked now");
    provider.submit_card(reference(&payment), "4000002500003155").await;
    assert_eq!(provider.submit(reference(&payment), "answer=approve").await.location, RETURN);
    assert_eq!(state(&provider, reference(&payment)).await, "captured");
}

#[tokio::test]
async fn a_convenience_store_is_paid_later() {
    let provider = Provider::start().await;
    let payment = provider.pay(json!({ "method": "convenience_store", "currency": "JPY" })).await;
    let page = provider.get(&format!("/pay/{}?locale=ja", reference(&payment))).await;
    assert!(page.text.contains("お支払い番号") && page.text.contains("1,250\u{a0}JPY"), "{}", page.text);
    assert_eq!(state(&provider, reference(&payment)).await, "needs_action");
    assert_eq!(provider.submit(reference(&payment), "answer=paid").await.location, RETURN);
    assert_eq!(state(&provider, reference(&payment)).await, "captured");
}

#[tokio::test]
async fn an_address_without_a_payment_is_answered_with_a_page() {
    let page = Provider::start().await.get("/pay/pay_1").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text.contains("There is no such payment"));
}
