//! A shopper's browser.

use std::ops::{Deref, DerefMut};

use outpost_http::testing;

use super::Shop;

pub use testing::Answer;

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser<'a> {
    pub shop: &'a Shop,
    inner: testing::Browser,
}

impl<'a> Browser<'a> {
    pub fn new(shop: &'a Shop) -> Self {
        Self { shop, inner: testing::Browser::new(&shop.router) }
    }

    /// The same browser, whose requests land in another region from now on.
    pub fn moved_to<'b>(&self, region: &'b Shop) -> Browser<'b> {
        Browser { shop: region, inner: self.inner.moved_to(&region.router) }
    }

    /// Puts pieces into the cart.
    pub async fn add(&mut self, prefix: &str, sku: &str, quantity: u32) {
        let form = [("sku", sku), ("quantity", &quantity.to_string())];
        self.post(&format!("/{prefix}/cart/lines"), &form).await.leads_to(&format!("/{prefix}/cart"));
    }

    /// Sends the form of the cart with another quantity of one line; 0 removes it.
    pub async fn set_quantity(&mut self, prefix: &str, sku: &str, quantity: u32) {
        let field = format!("quantity.{sku}");
        let form = [(field.as_str(), quantity.to_string()), ("step", "save".to_owned())];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.post(&format!("/{prefix}/cart"), &form).await.leads_to(&format!("/{prefix}/cart"));
    }

    /// Goes through the first two steps and returns the review page.
    pub async fn review(&mut self, prefix: &str, payment: &str) -> Answer {
        self.post(&format!("/{prefix}/checkout"), &address(prefix))
            .await
            .leads_to(&format!("/{prefix}/checkout/delivery"));
        let choice = [("delivery", "standard"), ("payment", payment)];
        let review = format!("/{prefix}/checkout/review");
        self.post(&format!("/{prefix}/checkout/delivery"), &choice).await.leads_to(&review);
        self.get(&review).await.is(200)
    }

    /// Chooses to pay by card, and returns the id of the payment that waits on the sandbox's page.
    pub async fn start_payment(&mut self, order: &str) -> String {
        let pay = format!("{order}/pay");
        let attempt = self.get(&pay).await.is(200).field("attempt");
        let answer = self.post(&pay, &[("method", "card"), ("attempt", &attempt)]).await.is(303);
        answer.location().strip_prefix("http://sandbox.test/pay/pay_").expect("the sandbox's page").to_owned()
    }

    /// Pays an order by card, and comes back from the sandbox's page.
    pub async fn pay(&mut self, order: &str) -> Answer {
        let id = self.start_payment(order).await;
        assert!(self.shop.sandbox.pay(&id, |minor| minor), "it waits for a shopper");
        self.get(&format!("{order}/payments/{id}")).await
    }

    /// Presses the button of a review page.
    pub async fn place(&mut self, prefix: &str, review: &Answer) -> Answer {
        let form = [("order_id", review.field("order_id")), ("expected_total", review.field("expected_total"))];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.post(&format!("/{prefix}/checkout/review"), &form).await
    }
}

impl Deref for Browser<'_> {
    type Target = testing::Browser;

    fn deref(&self) -> &testing::Browser {
        &self.inner
    }
}

impl DerefMut for Browser<'_> {
    fn deref_mut(&mut self) -> &mut testing::Browser {
        &mut self.inner
    }
}

/// A whole address form of a prefix's home country.
pub fn address(prefix: &str) -> Vec<(&'static str, &'static str)> {
    let market = match prefix {
        "de-de" | "en-de" => [("country", "DE"), ("postcode", "10115"), ("city", "Berlin"), ("region", "")],
        "ja-jp" | "en-jp" => {
            [("country", "JP"), ("postcode", "１００－０００１"), ("city", "千代田区"), ("region", "JP-13")]
        }
        _ => [("country", "GB"), ("postcode", "ls1 1aa"), ("city", "Leeds"), ("region", "")],
    };
    let person = [("email", "ann@example.com"), ("name", "Ann Bee"), ("line1", "1 High Street"), ("step", "next")];
    person.into_iter().chain(market).collect()
}

/// The number in an order's address.
pub fn number_in(location: &str) -> String {
    location.split("/orders/").nth(1).unwrap().split('/').next().unwrap().to_owned()
}
