//! HTTP to one libSQL server over pooled connections.

use super::connection_pair::ConnectionPair;
use super::log_position::{LogPosition, Newest};
use super::server::Server;
use crate::sql::error::SqlError;
use crate::sql::hrana::{Answer, HranaError, Pipeline};
use crate::sql::statement::{Outcome, Statement};
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::{Client as Pool, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::time::{Duration, Instant};

/// Servers close idle connections; one that is about to be closed is not worth a lost statement.
const IDLE: Duration = Duration::from_secs(20);
const CONNECT: Duration = Duration::from_secs(2);

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
    /// The server is busy with other writes: the statement was not run.
    #[error("the server is busy with other writes")]
    Busy,
    /// The server does not let this host run the statement, for this reason.
    #[error("refused: {0}")]
    Refused(String),
    /// The answer is larger than allowed.
    #[error("query result exceeds limit of {0} bytes")]
    TooLarge(usize),
    /// The answer is not one.
    #[error(transparent)]
    Hrana(HranaError),
    /// The database refused the statement.
    #[error(transparent)]
    Database(SqlError),
}

impl From<HranaError> for CallError {
    fn from(error: HranaError) -> Self {
        match error {
            HranaError::Database(error) => Self::Database(error),
            other => Self::Hrana(other),
        }
    }
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
    connections: ConnectionPair<Connections>,
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
        let connections = ConnectionPair::new([pool.build(connections.clone()), pool.build(connections)]);
        let authorization = match server.token.as_str() {
            "" => None,
            token => {
                let mut value = HeaderValue::try_from(format!("Bearer {token}")).map_err(std::io::Error::other)?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        Ok(Self { connections, server, authorization, newest: Newest::default() })
    }

    /// Where this client calls.
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// What the server has said last of its log.
    pub fn newest(&self) -> Option<LogPosition> {
        self.newest.get()
    }

    /// Runs one statement in one round trip.
    ///
    /// # Errors
    /// When there is no answer, or the database refused.
    pub async fn execute(
        &self,
        statement: Statement,
        limit_bytes: usize,
        time: Duration,
    ) -> Result<Outcome, CallError> {
        let body = serde_json::to_vec(&Pipeline::single(statement)).map_err(HranaError::Json)?;
        let asked = Instant::now();
        // Text grows in JSON: a value of one byte is some thirty there.
        let limit_bytes = limit_bytes.saturating_mul(4);
        let (head, bytes) = self.call("/v2/pipeline", body.into(), limit_bytes, time).await?;
        judge(head.status, &head.headers, &bytes)?;
        let answer: Answer = serde_json::from_slice(&bytes).map_err(HranaError::Json)?;
        if let Some(frame) = answer.newest_frame() {
            self.newest.set(LogPosition { frame, asked, answered: Instant::now() });
        }
        Ok(answer.into_outcome()?)
    }

    /// Posts JSON to the server and returns status and body of its answer.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn exchange(
        &self,
        path: &str,
        body: Bytes,
        limit_bytes: usize,
        time: Duration,
    ) -> Result<(StatusCode, Bytes), CallError> {
        self.call(path, body, limit_bytes, time).await.map(|(head, bytes)| (head.status, bytes))
    }

    async fn call(
        &self,
        path: &str,
        body: Bytes,
        limit_bytes: usize,
        time: Duration,
    ) -> Result<(http::response::Parts, Bytes), CallError> {
        let request = self.request(path, body)?;
        let lease = self.connections.take();
        let answer = async {
            let (head, body) = send(lease.pool(), request).await?.into_parts();
            Ok((head, collect(body, limit_bytes).await?))
        };
        tokio::time::timeout(time, answer).await.map_err(|_| CallError::Late)?
    }

    fn request(&self, path: &str, body: Bytes) -> Result<Request<Full<Bytes>>, CallError> {
        let uri: Uri = format!("{}{path}", self.server.url)
            .parse()
            .map_err(|error: http::uri::InvalidUri| CallError::Unsent(error.to_string()))?;
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(authorization) = &self.authorization {
            headers.insert(AUTHORIZATION, authorization.clone());
        }
        Ok(request)
    }
}

/// What a status other than 200 says. A server that asks to come back later has run nothing.
fn judge(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Result<(), CallError> {
    match status {
        StatusCode::OK => Ok(()),
        StatusCode::SERVICE_UNAVAILABLE if headers.contains_key(RETRY_AFTER) => Err(CallError::Busy),
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            Err(CallError::Refused(String::from_utf8_lossy(body).trim().to_owned()))
        }
        other => Err(CallError::Status(other)),
    }
}

async fn send(pool: &Connections, request: Request<Full<Bytes>>) -> Result<Response<Incoming>, CallError> {
    pool.request(request).await.map_err(|error| {
        let reason = chain(&error);
        if error.is_connect() { CallError::Unsent(reason) } else { CallError::Lost(reason) }
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
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
