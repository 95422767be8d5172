//! Product pictures: `/media/<hash>.<kind>`, read from the replica in one statement.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use outpost_db::media;
use outpost_db::sql::SqlError;
use outpost_http::Failure;

use crate::encoding::Encoding;
use crate::response::{Representation, etag, respond};
use crate::state::State as AssetsState;

/// The kinds of pictures: the extension in the address, and the type in the database and the response.
const KINDS: [(&str, &str); 5] = [
    ("svg", "image/svg+xml"),
    ("avif", "image/avif"),
    ("webp", "image/webp"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
];

/// `GET /media/<hash>.<kind>`
pub async fn serve(
    State(state): State<AssetsState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (hash, content_type) = parse(&name).ok_or(Failure::NotFound)?;
    let representation = read(&state, hash, content_type).await?.ok_or(Failure::NotFound)?;
    Ok(respond(&headers, representation))
}

/// The hash and the content type of an address. Only hexadecimal digits reach the database, or a header.
fn parse(name: &str) -> Option<(&str, &'static str)> {
    let (hash, kind) = name.split_once('.')?;
    let (_, content_type) = KINDS.into_iter().find(|(extension, _)| *extension == kind)?;
    let is_hash = (8..=64).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then_some((hash, content_type))
}

async fn read(state: &AssetsState, hash: &str, content_type: &'static str) -> Result<Option<Representation>, SqlError> {
    let media = media::read(&*state.replica, hash).await?;
    Ok(media.filter(|media| media.content_type == content_type).map(|media| Representation {
        content_type,
        etag: etag(hash),
        encoding: Encoding::Identity,
        varies: false,
        bytes: Bytes::from(media.bytes),
    }))
}
