//! Posted forms: known fields with wrong values, content types, lengths and origins.

use rand::Rng;
use rand::seq::IndexedRandom;

use super::target::VALUES;
use super::{FuzzRequest, Generator, is_text};

const FIELDS: [&str; 19] = [
    "sku",
    "quantity",
    "step",
    "email",
    "country",
    "name",
    "line1",
    "city",
    "postcode",
    "phone",
    "delivery",
    "payment",
    "order_id",
    "expected_total",
    "number",
    "method",
    "billing_differs",
    "attempt",
    "extension",
];
const FORM: &str = "application/x-www-form-urlencoded";
const TYPES: [&str; 9] = [
    FORM,
    FORM,
    FORM,
    FORM,
    "application/json",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/x-www-form-urlencoded; charset=utf-16",
    ";;",
];
const FORMS: [&str; 11] = [
    "cart/lines",
    "cart/undo",
    "checkout",
    "checkout/delivery",
    "checkout/review",
    "track",
    "orders/OP-0000-0000-0000/pay",
    "orders/OP-0000-0000-0000/hold",
    "orders/OP-0000-0000-0000/again",
    "orders/OP-0000-0000-0000/cancellation",
    "cart",
];

impl Generator {
    /// A form for some route.
    pub(super) fn form(&mut self) -> FuzzRequest {
        let target = if self.one_in(4) {
            self.target()
        } else {
            let market = self.pick(&["en-gb", "de-de", "ja-jp"]);
            format!("/{market}/{}", self.pick(&FORMS)).into_bytes()
        };
        let mut bytes = self.head("POST", &target);
        let body = self.body();
        let length = if self.one_in(20) { body.len() / 2 } else { body.len() };
        let origin = self.pick(&["http://evil.example", "null", "\u{e9}"]);
        let own = format!("http://{}", self.corpus.host);
        let origin = if self.one_in(12) { origin } else { &own };
        bytes.extend_from_slice(format!("origin: {origin}\r\ncontent-length: {length}\r\n").as_bytes());
        if !self.one_in(15) {
            bytes.extend_from_slice(format!("content-type: {}\r\n", self.pick(&TYPES)).as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend(body);
        FuzzRequest { bytes, is_http: is_text(&target), is_head: false }
    }

    fn body(&mut self) -> Vec<u8> {
        match self.random.random_range(0..16) {
            0 => vec![b'x'; self.pick(&[70_000, 200_000])],
            1 => (0..self.random.random_range(0..400)).map(|_| self.random.random()).collect(),
            2 => br#"{"sku":"X","quantity":[1]}"#.to_vec(),
            3 => b"a=b&".repeat(300),
            _ => self.fields(),
        }
    }

    fn fields(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        for _ in 0..self.random.random_range(1..14) {
            let name = self.pick(&FIELDS);
            body.extend_from_slice(name.as_bytes());
            body.push(b'=');
            let value = self.value(name);
            body.extend(value);
            body.push(b'&');
        }
        body
    }

    /// Half of the values are valid, so that requests get past the first check.
    fn value(&mut self, name: &str) -> Vec<u8> {
        if self.one_in(2) {
            let valid = match name {
                "sku" => self.corpus.sku.clone(),
                "quantity" => "2".to_owned(),
                "step" => "next".to_owned(),
                "email" => "a%40shop.example".to_owned(),
                "country" => (*["GB", "DE", "JP", "ZZ", "gb"].choose(&mut self.random).unwrap_or(&"")).to_owned(),
                "order_id" => "018f0000-0000-7000-8000-000000000000".to_owned(),
                "number" => "OP-0000-0000-0000".to_owned(),
                "delivery" => "standard".to_owned(),
                "payment" | "method" => "card".to_owned(),
                _ => "1".to_owned(),
            };
            return valid.into_bytes();
        }
        if self.one_in(12) { vec![b'y'; 5_000] } else { self.pick(&VALUES).to_vec() }
    }
}
