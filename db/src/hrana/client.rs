//! HTTP to one server.

use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, StatusCode, Uri};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client as Pool, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use tokio::time::timeout;

use super::server::Server;

/// What [`connections`] makes.
pub type Connections = HttpsConnector<HttpConnector>;

const CONNECT: Duration = Duration::from_secs(5);
/// Largest answer that is read: the server's own bound is 10 MB of values.
const ANSWER_BYTES: usize = 64 << 20;
/// How much of an error's body is shown.
const SHOWN_BYTES: usize = 300;

/// A client of one server.
pub(super) struct Client {
    pool: Pool<Connections, Full<Bytes>>,
    pipeline: Uri,
    authorization: Option<HeaderValue>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    #[error("cannot ask the server")]
    Send(#[source] hyper_util::client::legacy::Error),
    #[error("the answer was lost: {0}")]
    Lost(Box<dyn std::error::Error + Send + Sync>),
    #[error("no answer after {} s", .0.as_secs())]
    Late(Duration),
    #[error("the server does not take the token (status {0})")]
    Token(StatusCode),
    #[error("the server answers with status {status}: {body}")]
    Status { status: StatusCode, body: String },
}

impl CallError {
    /// The server had no connection free, so nothing was done.
    pub(super) fn is_turned_away(&self) -> bool {
        matches!(self, Self::Status { status: StatusCode::TOO_MANY_REQUESTS, .. })
    }
}

/// Opens connections, encrypted or not. Certificates are checked against the system's list.
pub fn connections() -> io::Result<Connections> {
    let mut http = HttpConnector::new();
    http.set_nodelay(true);
    http.set_connect_timeout(Some(CONNECT));
    http.enforce_http(false);
    Ok(HttpsConnectorBuilder::new().with_native_roots()?.https_or_http().enable_http1().wrap_connector(http))
}

impl Client {
    pub(super) fn new(server: &Server) -> io::Result<Self> {
        let authorization = match server.token() {
            "" => None,
            token => {
                let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(io::Error::other)?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        let pipeline = format!("{}/v3/pipeline", server.url()).parse().map_err(io::Error::other)?;
        Ok(Self { pool: Pool::builder(TokioExecutor::new()).build(connections()?), pipeline, authorization })
    }

    /// Posts a pipeline and returns the body of the answer.
    pub(super) async fn call(&self, body: Bytes, time: Duration) -> Result<Bytes, CallError> {
        timeout(time, self.post(body)).await.map_err(|_| CallError::Late(time))?
    }

    async fn post(&self, body: Bytes) -> Result<Bytes, CallError> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.pipeline.clone();
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(authorization) = &self.authorization {
            request.headers_mut().insert(AUTHORIZATION, authorization.clone());
        }
        let response = self.pool.request(request).await.map_err(CallError::Send)?;
        let status = response.status();
        let body =
            Limited::new(response.into_body(), ANSWER_BYTES).collect().await.map_err(CallError::Lost)?.to_bytes();
        match status {
            StatusCode::OK => Ok(body),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(CallError::Token(status)),
            status => {
                let shown = String::from_utf8_lossy(&body[..body.len().min(SHOWN_BYTES)]).into_owned();
                Err(CallError::Status { status, body: shown })
            }
        }
    }
}

/// An error with its causes: hyper's first line says little.
pub(super) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
