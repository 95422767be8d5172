//! HTTP to one libSQL server over pooled connections.

use super::heard::{Heard, Newest};
use super::lines::Lines;
use crate::sql::hrana::{Answer, HranaError, Pipeline};
use crate::sql::{Outcome, SqlError, Statement};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{Method, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::{Client as Pool, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::fmt;
use std::time::{Duration, Instant};

/// Servers close idle connections; one that is about to be closed is not worth a lost statement.
const IDLE: Duration = Duration::from_secs(20);
const CONNECT: Duration = Duration::from_secs(2);

/// Where a libSQL server is, and what opens it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Server {
    /// `http://host:port` or `https://…`, without a slash at the end.
    pub url: String,
    /// A JWT, or empty.
    pub token: String,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// No connection, so nothing was sent.
    #[error("no connection: {0}")]
    Unsent(String),
    /// The statement may have been run.
    #[error("the answer was lost: {0}")]
    Lost(String),
    /// Not in time; the statement may have been run.
    #[error("timed out")]
    Late,
    /// The server answered with another status than 200.
    #[error("http status {0}")]
    Status(StatusCode),
    /// Other writes kept this one out: it was not run.
    #[error("the server is busy with other writes")]
    Busy,
    /// The answer is larger than allowed.
    #[error("query result exceeds limit of {0} bytes")]
    TooLarge(usize),
    /// The answer is not one.
    #[error(transparent)]
    Hrana(#[from] HranaError),
}

impl CallError {
    /// True when the statement was certainly not run.
    pub fn is_unsent(&self) -> bool {
        matches!(self, Self::Unsent(_) | Self::Busy | Self::Status(StatusCode::TOO_MANY_REQUESTS))
    }
}

/// Opens connections, encrypted or not.
pub type HttpConnections = HttpsConnector<HttpConnector>;

/// Certificates are checked against the system's list.
///
/// # Errors
/// When that list cannot be read.
pub fn connections() -> std::io::Result<HttpConnections> {
    let mut http = HttpConnector::new();
    http.set_nodelay(true);
    http.set_connect_timeout(Some(CONNECT));
    http.enforce_http(false);
    let https = hyper_rustls::HttpsConnectorBuilder::new().with_native_roots()?;
    Ok(https.https_or_http().enable_http1().wrap_connector(http))
}

type Connections = Pool<HttpConnections, Full<Bytes>>;

/// A client with connections of its own.
#[derive(Debug)]
pub struct Client {
    lines: Lines<Connections>,
    server: Server,
    authorization: Option<HeaderValue>,
    newest: Newest,
}

impl Client {
    /// A client without connections yet. Certificates are checked against the system's list.
    ///
    /// # Errors
    /// When that list cannot be read, or the token is no header value.
    pub fn new(server: Server) -> std::io::Result<Self> {
        let mut pool = Pool::builder(TokioExecutor::new());
        pool.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE);
        let connections = connections()?;
        let lines = Lines::new([pool.build(connections.clone()), pool.build(connections)]);
        let authorization = match server.token.as_str() {
            "" => None,
            token => {
                let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(std::io::Error::other)?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        Ok(Self { lines, server, authorization, newest: Newest::default() })
    }

    /// Where this client calls.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// What the server has said last of its log.
    pub fn newest(&self) -> Option<Heard> {
        self.newest.get()
    }

    /// Runs one statement in one round trip.
    ///
    /// # Errors
    /// [`CallError`] when there is no answer; the inner error when the database refused.
    pub async fn execute(
        &self,
        statement: Statement,
        limit_bytes: usize,
        time: Duration,
    ) -> Result<Result<Outcome, SqlError>, CallError> {
        let body = serde_json::to_vec(&Pipeline::single(statement)).map_err(HranaError::Json)?;
        let mut request = self.request(Method::POST, "/v2/pipeline", body.into())?;
        request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let asked = Instant::now();
        let line = self.lines.take();
        let answer = async {
            let response = send(line.pool(), request).await?;
            if response.status() != StatusCode::OK {
                return Err(CallError::Status(response.status()));
            }
            // Text grows in JSON: a value of one byte is some thirty there.
            collect(response.into_body(), limit_bytes.saturating_mul(4)).await
        };
        let bytes = tokio::time::timeout(time, answer).await.map_err(|_| CallError::Late)??;
        let answer: Answer = serde_json::from_slice(&bytes).map_err(HranaError::Json)?;
        if let Some(frame) = answer.newest_frame() {
            self.newest.hear(Heard { frame, asked, answered: Instant::now() });
        }
        Ok(answer.into_outcome()?)
    }

    /// A request to this server.
    pub fn request(&self, method: Method, path: &str, body: Bytes) -> Result<Request<Full<Bytes>>, CallError> {
        let uri: Uri = format!("{}{path}", self.server.url)
            .parse()
            .map_err(|error: http::uri::InvalidUri| CallError::Unsent(error.to_string()))?;
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        if let Some(authorization) = &self.authorization {
            request.headers_mut().insert(AUTHORIZATION, authorization.clone());
        }
        Ok(request)
    }

    /// Sends a request and waits for the head of the answer.
    pub async fn send(&self, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, CallError> {
        send(self.lines.take().pool(), request).await
    }
}

async fn send(pool: &Connections, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, CallError> {
    pool.request(request).await.map_err(|error| {
        let words = chain(&error);
        if error.is_connect() { CallError::Unsent(words) } else { CallError::Lost(words) }
    })
}

async fn collect(body: Incoming, limit_bytes: usize) -> Result<Bytes, CallError> {
    let collected = Limited::new(body, limit_bytes).collect().await;
    collected.map(|body| body.to_bytes()).map_err(|error| {
        if error.is::<LengthLimitError>() {
            CallError::TooLarge(limit_bytes)
        } else {
            CallError::Lost(error.to_string())
        }
    })
}

/// An error with its causes: hyper's own first line says little.
fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}
