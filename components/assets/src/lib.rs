//! Static files and product pictures: hashed names, so every answer may be kept for ever.
//!
//! `/assets/<hashed name>` comes from files embedded at compile time, in the encoding the browser likes best;
//! `/media/<hash>.<kind>` comes from the table `media`. Both speak conditional and range requests.

mod answer;
mod conditional;
mod encoding;
mod files;
mod media;
mod range;

use std::sync::Arc;

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use outpost_db::sql::Sql;

pub use files::{File, embedded};

/// What the handlers need.
#[derive(Clone)]
pub struct State {
    /// Static files, sorted by name.
    pub files: &'static [File],
    /// The nearest database: pictures are read from it.
    pub replica: Arc<dyn Sql>,
}

/// The routes of this component.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/assets/{*name}", get(files::serve))
        .route("/media/{name}", get(media::serve))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(state)
}

async fn not_found() -> Response {
    words(StatusCode::NOT_FOUND, "There is no such file.\n")
}

async fn method_not_allowed() -> Response {
    words(StatusCode::METHOD_NOT_ALLOWED, "Files can only be read: use GET or HEAD.\n")
}

/// An answer that is not a file: plain words, never kept.
fn words(status: StatusCode, words: &'static str) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    (status, headers, words).into_response()
}
