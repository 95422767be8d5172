//! A browser that keeps cookies, and the answers it gets.

use std::collections::BTreeMap;

use axum::body::Body;
use http::{Method, Request, StatusCode, header};

use super::Shop;

pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.location(), self.main());
        self
    }

    #[track_caller]
    pub fn leads_to(self, location: &str) -> Self {
        assert_eq!((self.status.as_u16(), self.location()), (303, location));
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "no {words:?} in: {}", self.main());
        self
    }

    #[track_caller]
    pub fn keeps_quiet_about(self, words: &str) -> Self {
        assert!(!self.text.contains(words), "{words:?} in: {}", self.main());
        self
    }

    /// The page without its head, for messages.
    pub fn main(&self) -> &str {
        self.text.split_once("<main").map_or(&self.text, |(_, main)| main)
    }

    /// The value of a hidden field.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let marker = format!("name=\"{name}\" value=\"");
        let (_, tail) = self.text.split_once(&marker).unwrap_or_else(|| panic!("no {name} in: {}", self.main()));
        tail.split_once('"').unwrap().0.to_owned()
    }
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser<'a> {
    pub shop: &'a Shop,
    pub cookies: BTreeMap<String, String>,
}

impl Browser<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::builder().uri(path).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(pairs.join("&"))).unwrap()).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let answer = self.shop.send(request).await;
        for change in answer.headers.get_all(header::SET_COOKIE) {
            let text = change.to_str().unwrap();
            assert!(text.len() < 4_096, "a cookie that browsers drop: {} bytes", text.len());
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// The same browser, whose requests land in another region from now on.
    pub fn moved_to<'b>(&self, region: &'b Shop) -> Browser<'b> {
        Browser { shop: region, cookies: self.cookies.clone() }
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

pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The number in an order's address.
pub fn number_in(location: &str) -> String {
    location.split("/orders/").nth(1).unwrap().split('/').next().unwrap().to_owned()
}
