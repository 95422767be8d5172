//! The signature of a request: HMAC-SHA256 over method, target, time, host and the body's hash.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use http::Method;
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;

/// A time as HTTP writes it (RFC 9110): `Sun, 22 Nov 2026 12:00:00 GMT`.
const HTTP_DATE: &[BorrowedFormatItem<'_>] =
    format_description!("[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT");

/// The headers that sign a request sent `now`. `target` is its path with its query.
pub(super) fn headers(
    key: &[u8],
    method: &Method,
    target: &str,
    host: &str,
    body: &[u8],
    now: OffsetDateTime,
) -> Option<[(&'static str, String); 3]> {
    let date = now.format(HTTP_DATE).ok()?;
    let hash = STANDARD.encode(Sha256::digest(body));
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(format!("{method}\n{target}\n{date};{host};{hash}").as_bytes());
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    Some([
        ("x-ms-date", date),
        ("x-ms-content-sha256", hash),
        (
            "authorization",
            format!("HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"),
        ),
    ])
}
