//! Product pictures: `/media/<hash>.<kind>`, read from the nearest database by one statement.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use bytes::Bytes;
use outpost_db::{media, sql::SqlError};

use crate::{
    answer::{Representation, answer},
    encoding::Encoding,
    words,
};

/// The kinds of pictures there may be: the extension in the address, the type in the database and in the answer.
const KINDS: [(&str, &str); 5] = [
    ("svg", "image/svg+xml"),
    ("avif", "image/avif"),
    ("webp", "image/webp"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
];

/// `GET /media/<hash>.<kind>`
pub async fn serve(State(state): State<crate::State>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let found = match parse(&name) {
        Some((hash, content_type)) => read(&state, hash, content_type).await,
        None => Ok(None),
    };
    match found {
        Ok(Some(representation)) => answer(&headers, representation),
        Ok(None) => words(StatusCode::NOT_FOUND, "There is no such picture.\n"),
        Err(error) => {
            eprintln!("picture {name}: {error}");
            words(StatusCode::SERVICE_UNAVAILABLE, "Pictures cannot be read right now. Try again shortly.\n")
        }
    }
}

/// The hash and the content type an address names. Hashes are words of hexadecimal digits: nothing else reaches the
/// database, or a header.
fn parse(name: &str) -> Option<(&str, &'static str)> {
    let (hash, kind) = name.split_once('.')?;
    let (_, content_type) = KINDS.into_iter().find(|(known, _)| *known == kind)?;
    let is_hash = (8..=64).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then_some((hash, content_type))
}

async fn read(
    state: &crate::State,
    hash: &str,
    content_type: &'static str,
) -> Result<Option<Representation>, SqlError> {
    let media = media::read(&*state.replica, hash).await?;
    Ok(media.filter(|media| media.content_type == content_type).map(|media| Representation {
        content_type,
        etag: format!("\"{hash}\""),
        encoding: Encoding::Identity,
        varies: false,
        bytes: Bytes::from(media.bytes),
    }))
}
