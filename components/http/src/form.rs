//! Query strings and posted forms, parsed strictly as UTF-8.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// The most bytes of a form without files.
pub const SMALL_FORM_BYTES_MAX: usize = 64 * 1024;
/// The most fields of a form or a query that is read by field names.
const FIELDS_MAX: usize = 2_000;

/// Parses `a=b&c=d` into a form's struct. Refuses text that is not UTF-8, and a field that a struct has only once but the
/// text several times.
pub fn parse<T: DeserializeOwned>(encoded: &[u8]) -> Result<T, Failure> {
    if percent_decode(encoded).decode_utf8().is_err() {
        return Err(Failure::BadRequest);
    }
    serde_html_form::from_bytes(encoded).map_err(|_| Failure::BadRequest)
}

/// Names and values in the order they were sent, for forms whose fields are known at run time only.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Vec<(String, String)>")]
pub struct Fields(Vec<(String, String)>);

impl TryFrom<Vec<(String, String)>> for Fields {
    type Error = String;

    fn try_from(fields: Vec<(String, String)>) -> Result<Self, String> {
        if fields.len() > FIELDS_MAX { Err(format!("more than {FIELDS_MAX} fields")) } else { Ok(Self(fields)) }
    }
}

impl Fields {
    /// The first value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The first value of a field, empty where it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or("")
    }

    /// Every value of a field that may be repeated.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// A posted form, as long as the route's body limit allows.
#[derive(Clone, Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        if !is_form(request.headers()) {
            return Err(Failure::UnsupportedMedia);
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
            _ => Failure::BadRequest,
        })?;
        parse(&bytes).map(Self)
    }
}

/// A query string, parsed into a struct or into [`Fields`].
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        parse(parts.uri.query().unwrap_or("").as_bytes()).map(Self)
    }
}

/// A form without fields of its own.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct NoFields {}

fn is_form(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = media.split(';').next().unwrap_or("").trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_parsed_as_browsers_send_them() {
        let fields = parse::<Fields>(b"name=J%C3%B6rg+M&f=a%3Ab&f=c&empty=&bare").expect("a form");
        assert_eq!(fields.text("name"), "Jörg M");
        assert_eq!(fields.all("f").collect::<Vec<_>>(), ["a:b", "c"]);
        assert_eq!((fields.get("empty"), fields.get("bare"), fields.get("none")), (Some(""), Some(""), None));
    }

    #[test]
    fn bytes_that_are_not_text_are_refused() {
        for refused in [&b"name=%ff%fe"[..], b"\xff=1", "a&".repeat(2_001).as_bytes()] {
            assert!(matches!(parse::<Fields>(refused), Err(Failure::BadRequest)), "{}", refused.escape_ascii());
        }
    }
}
