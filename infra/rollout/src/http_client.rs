//! Requests over HTTP, one at a time: to clusters, Prometheus and registries.

use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::runtime::Runtime;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A client that keeps its connections.
pub struct HttpClient {
    runtime: Runtime,
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
}

/// Why there is no answer, or none of use.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// None came.
    #[error("{url}: {reason}")]
    NoAnswer {
        /// Where from.
        url: String,
        /// What went wrong.
        reason: String,
    },
    /// It is another than was hoped for.
    #[error("{url}: {status} {}", String::from_utf8_lossy(body))]
    Status {
        /// Where from.
        url: String,
        /// What it says.
        status: StatusCode,
        /// What it says in words.
        body: Bytes,
    },
}

/// What is sent.
pub struct Call<'a> {
    /// How.
    pub method: Method,
    /// Where.
    pub url: &'a str,
    /// Sent as `Authorization: Bearer`.
    pub token: Option<&'a str>,
    /// A media type, and what is sent in it; or what is wanted, where nothing is sent.
    pub content: (&'a str, Vec<u8>),
}

impl HttpClient {
    /// A client that trusts the system's authorities, or those of the file that `SSL_CERT_FILE` names.
    ///
    /// # Errors
    /// When there are none, or no runtime can be started.
    pub fn new() -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let connector = HttpsConnectorBuilder::new().with_native_roots()?.https_or_http().enable_http1().build();
        Ok(Self { runtime, client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    /// Sends a request and reads the whole answer.
    ///
    /// # Errors
    /// When none comes in time.
    pub fn send(&self, call: Call<'_>) -> Result<(StatusCode, Bytes), HttpError> {
        let failed = |reason: String| HttpError::NoAnswer { url: call.url.to_owned(), reason };
        let (media_type, body) = call.content;
        let header = if body.is_empty() { ACCEPT } else { CONTENT_TYPE };
        let mut request = Request::builder().method(call.method).uri(call.url).header(header, media_type);
        if let Some(token) = call.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Full::new(Bytes::from(body))).map_err(|error| failed(error.to_string()))?;
        let answer = async {
            let response = self.client.request(request).await.map_err(|error| causes(&error))?;
            let status = response.status();
            let body = response.into_body().collect().await.map_err(|error| causes(&error))?;
            Ok((status, body.to_bytes()))
        };
        let answer = self.runtime.block_on(async { tokio::time::timeout(TIMEOUT, answer).await });
        answer.unwrap_or_else(|_| Err("no answer in time".to_owned())).map_err(failed)
    }

    /// Gets a document of that media type.
    ///
    /// # Errors
    /// As [`send`](Self::send), and where the answer is not 200.
    pub fn get(&self, url: &str, media_type: &str, token: Option<&str>) -> Result<Bytes, HttpError> {
        let content = (media_type, Vec::new());
        match self.send(Call { method: Method::GET, url, token, content })? {
            (StatusCode::OK, body) => Ok(body),
            (status, body) => Err(HttpError::Status { url: url.to_owned(), status, body }),
        }
    }
}

/// An error with what caused it.
fn causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
