//! Routes as one service: errors rendered, conditional requests answered, security headers set.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

use crate::conditional;
use crate::error_layer::{self, ErrorPages};
use crate::failure::Failure;
use crate::routes::Routes;
use crate::security::headers::{self, SecurityHeaders};
use crate::state::HttpState;

/// The component as one service, which handles any number of requests at once.
///
/// `errors` renders its errors; `headers` are set on every response, unless the component sets its own.
pub fn serve<S: HttpState + Clone>(
    routes: Routes<S>,
    errors: ErrorPages<S>,
    headers: Option<SecurityHeaders>,
) -> Router {
    let Routes { state, router, .. } = routes;
    let router = router
        .fallback(not_found)
        .layer(from_fn_with_state((state.clone(), errors), error_layer::layer::<S>))
        .layer(from_fn(conditional::layer));
    let router = match headers {
        Some(headers) => router.layer(from_fn_with_state(headers, headers::layer)),
        None => router,
    };
    router.with_state(state)
}

async fn not_found() -> Failure {
    Failure::NotFound
}
