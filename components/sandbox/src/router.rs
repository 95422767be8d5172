//! The routes of the provider.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};

use crate::fault::problem;
use crate::state::State;
use crate::{api, jobs, page};

/// The component as one service.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/v1/payments", post(api::create::create).get(api::read::list))
        .route("/v1/payments/{reference}", get(api::read::show))
        .route("/v1/payments/{reference}/capture", post(api::change::capture))
        .route("/v1/payments/{reference}/void", post(api::change::void))
        .route("/v1/payments/{reference}/refund", post(api::change::refund))
        .route("/v1/script", post(api::script::set))
        .route("/pay/{reference}", get(page::show::show).post(page::submit::submit))
        .route("/sandbox.css", get(page::layout::stylesheet))
        .route("/healthz", get(async || StatusCode::NO_CONTENT))
        .route("/jobs/send-webhooks", post(jobs::send_webhooks))
        .fallback(async || problem(StatusCode::NOT_FOUND, "There is nothing at this address."))
        .method_not_allowed_fallback(async || {
            problem(StatusCode::METHOD_NOT_ALLOWED, "This address does not take that method.")
        })
        .layer(axum::middleware::map_response(with_headers))
        .with_state(state)
}

/// No answer is stored, sniffed or told to others.
async fn with_headers(mut response: Response) -> Response {
    const HEADERS: [(HeaderName, &str); 3] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
