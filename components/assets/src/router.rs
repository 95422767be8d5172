//! The routes of this component.

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use crate::plain_text::plain_text;
use crate::state::State;
use crate::{files, media};

/// The component as one service.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/assets/{*name}", get(files::serve))
        .route("/media/{name}", get(media::serve))
        .fallback(not_found)
        .method_not_allowed_fallback(method_not_allowed)
        .with_state(state)
}

async fn not_found() -> Response {
    plain_text(StatusCode::NOT_FOUND, "There is no such file.\n")
}

async fn method_not_allowed() -> Response {
    plain_text(StatusCode::METHOD_NOT_ALLOWED, "Files can only be read: use GET or HEAD.\n")
}
