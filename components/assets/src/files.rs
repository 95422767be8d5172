//! The embedded static files and the handler that serves them.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;
use outpost_http::Failure;

use crate::encoding::{self, Encoding};
use crate::error_text::plain_text;
use crate::response::{Representation, etag, respond};
use crate::state::{File, State as AssetsState};

/// The files that were in `dist/assets` at compile time, sorted by name.
pub fn embedded() -> &'static [File] {
    include!(concat!(env!("OUT_DIR"), "/files.rs"))
}

/// `GET /assets/<hashed name>`
pub async fn serve(
    State(state): State<AssetsState>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let index = state.files.binary_search_by(|file| file.name.cmp(&name)).map_err(|_| Failure::NotFound)?;
    let file = &state.files[index];
    let offered =
        [(Encoding::Brotli, file.brotli), (Encoding::Gzip, file.gzip), (Encoding::Identity, Some(file.identity))];
    let available: Vec<_> = offered.into_iter().filter_map(|(encoding, bytes)| Some((encoding, bytes?))).collect();
    let Some((encoding, bytes)) = encoding::choose(&headers, &available) else {
        let text = "This file cannot be had in the encodings you accept.\n";
        return Ok(plain_text(StatusCode::NOT_ACCEPTABLE, text));
    };
    let representation = Representation {
        content_type: content_type(&name),
        etag: etag(&format!("{}{}", hash(&name), encoding.etag_suffix())),
        encoding,
        varies: available.len() > 1,
        bytes: Bytes::from_static(bytes),
    };
    let mut response = respond(&headers, representation);
    if is_offline_worker(&name) {
        response.headers_mut().insert("service-worker-allowed", HeaderValue::from_static("/"));
    }
    Ok(response)
}

/// The offline worker is below `/assets/` but controls the whole shop, which browsers allow only by a header.
fn is_offline_worker(name: &str) -> bool {
    name.strip_prefix("sw.").is_some_and(|rest| rest.ends_with(".js"))
}

/// The hash within a hashed name: the part before the last dot.
fn hash(name: &str) -> &str {
    name.rsplit('.').nth(1).unwrap_or(name)
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        // Browsers refuse speculation rules of any other type.
        Some("json") if name.contains("speculation-rules") => "application/speculationrules+json",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
