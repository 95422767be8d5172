//! Bodies and headers of requests.

use axum::http::{HeaderMap, Uri};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::fault::Fault;

/// The body as JSON; an empty one counts as `{}`.
pub(super) fn json<T: DeserializeOwned>(body: &Bytes) -> Result<T, Fault> {
    let body: &[u8] = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body).map_err(|error| Fault::Malformed(format!("the body is malformed: {error}")))
}

/// The header `idempotency-key`.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<&str, Fault> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or("");
    if (1..=255).contains(&key.len()) {
        Ok(key)
    } else {
        Err(Fault::Malformed("the header idempotency-key is missing or too long".to_owned()))
    }
}

/// An absolute address of a web page.
pub(super) fn check_url(name: &str, url: &str) -> Result<(), Fault> {
    let uri: Option<Uri> = url.parse().ok();
    let is_absolute = uri.is_some_and(|uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some());
    if is_absolute { Ok(()) } else { Err(Fault::Malformed(format!("{name} is not an absolute address"))) }
}
