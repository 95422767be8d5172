//! Query strings and posted forms, parsed strictly as UTF-8.

use axum::body::to_bytes;
use axum::extract::{FromRequest, Request};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::LengthLimitError;
use percent_encoding::percent_decode;

use crate::failure::Failure;
use crate::state::Shared;

/// The most bytes of a posted form.
const FORM_BYTES_MAX: usize = 64 * 1024;
/// The most fields of a form or a query.
const FIELDS_MAX: usize = 200;

/// Names and values in the order they were sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Parses `a=b&c=d`. Refuses text that is not UTF-8, and more than 200 fields.
    pub fn parse(encoded: &[u8]) -> Result<Self, Failure> {
        let pairs = encoded.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
        let fields = pairs
            .take(FIELDS_MAX + 1)
            .map(|pair| {
                let at = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
                Ok((decode(&pair[..at])?, decode(pair.get(at + 1..).unwrap_or_default())?))
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        if fields.len() > FIELDS_MAX { Err(Failure::BadRequest) } else { Ok(Self(fields)) }
    }

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

fn decode(encoded: &[u8]) -> Result<String, Failure> {
    let spaced: Vec<u8> = encoded.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    percent_decode(&spaced).decode_utf8().map(|text| text.into_owned()).map_err(|_| Failure::BadRequest)
}

/// A posted form.
#[derive(Clone, Debug)]
pub(crate) struct Form(pub Fields);

impl FromRequest<Shared> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, _state: &Shared) -> Result<Self, Failure> {
        if !is_form(request.headers()) {
            return Err(Failure::UnsupportedMedia);
        }
        if announced_length(request.headers()).is_some_and(|length| length > FORM_BYTES_MAX) {
            return Err(Failure::TooLarge);
        }
        let bytes = to_bytes(request.into_body(), FORM_BYTES_MAX).await.map_err(|error| {
            let cause = std::error::Error::source(&error);
            if cause.is_some_and(|cause| cause.is::<LengthLimitError>()) {
                Failure::TooLarge
            } else {
                Failure::BadRequest
            }
        })?;
        Fields::parse(&bytes).map(Self)
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = media.split(';').next().unwrap_or("").trim();
    essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn announced_length(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_parsed_as_browsers_send_them() {
        let fields = Fields::parse(b"name=J%C3%B6rg+M&f=a%3Ab&f=c&empty=&bare").expect("a form");
        assert_eq!(fields.text("name"), "Jörg M");
        assert_eq!(fields.all("f").collect::<Vec<_>>(), ["a:b", "c"]);
        assert_eq!((fields.get("empty"), fields.get("bare"), fields.get("none")), (Some(""), Some(""), None));
    }

    #[test]
    fn bytes_that_are_not_text_are_refused() {
        for refused in [&b"name=%ff%fe"[..], b"\xff=1", "a&".repeat(201).as_bytes()] {
            assert!(matches!(Fields::parse(refused), Err(Failure::BadRequest)), "{}", refused.escape_ascii());
        }
    }
}
