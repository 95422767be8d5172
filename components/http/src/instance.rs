//! The router of an instance: the first request makes it, and every request calls it.

use std::fmt::Display;
use std::sync::OnceLock;

use axum::body::{Body, Bytes, HttpBody};
use axum::response::{IntoResponse, Response};
use axum::{BoxError, Router};
use http::{Request, StatusCode};
use tower::ServiceExt;

/// An instance of a component.
pub struct Instance {
    router: OnceLock<Router>,
    failure: &'static str,
}

impl Instance {
    /// An instance without its router. `failure` is the text of the response where there is no making it.
    pub const fn new(failure: &'static str) -> Self {
        Self { router: OnceLock::new(), failure }
    }

    /// Answers a request by the router. Where `make` fails, the log says why, and the next request tries again.
    pub async fn handle<B, E: Display>(
        &self,
        request: Request<B>,
        make: impl AsyncFnOnce() -> Result<Router, E>,
    ) -> Response
    where
        B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + 'static,
    {
        let router = match self.router.get() {
            Some(router) => router,
            None => match make().await {
                Ok(router) => self.router.get_or_init(|| router),
                Err(error) => {
                    eprintln!("{error}");
                    return (StatusCode::INTERNAL_SERVER_ERROR, self.failure).into_response();
                }
            },
        };
        let Ok(response) = router.clone().oneshot(request.map(Body::new)).await;
        response
    }
}
