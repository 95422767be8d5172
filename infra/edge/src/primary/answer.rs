//! The primary's addresses: `POST /v2/pipeline`, `GET /snapshot`, `GET /health`.
//!
//! It asks nobody for a password, and a browser on the same machine reaches it. So it refuses whatever a web page can
//! send without the browser's user: see [`refusal`].

use super::snapshot::Snapshotter;
use crate::sql::hrana::{Answer, Pipeline, Request as Step, StepError, StepResponse, StepResult, Stmt};
use crate::sql::{Database, Outcome, SqlError, Statement, Value};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, ETAG, HOST, HeaderValue, IF_NONE_MATCH, ORIGIN};
use http::uri::Authority;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use std::net::IpAddr;
use std::sync::Arc;

/// Largest pipeline, in bytes.
const PIPELINE: usize = 16 << 20;

/// One database and its snapshots.
pub struct Primary {
    /// The file.
    pub database: Arc<Database>,
    /// Copies of it.
    pub snapshots: Snapshotter,
}

impl Primary {
    /// Answers one request.
    pub async fn answer(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        if let Some((status, reason)) = refusal(request.method(), request.headers()) {
            return words(status, reason);
        }
        match (request.method(), request.uri().path()) {
            (&Method::POST, "/v2/pipeline") => self.pipeline(request).await,
            (&Method::GET, "/snapshot") => self.snapshot(&request).await,
            (&Method::GET, "/health") => words(StatusCode::OK, "ok"),
            _ => words(StatusCode::NOT_FOUND, "Here are POST /v2/pipeline, GET /snapshot and GET /health."),
        }
    }

    async fn pipeline(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let body = match Limited::new(request.into_body(), PIPELINE).collect().await {
            Ok(body) => body.to_bytes(),
            Err(error) => return words(StatusCode::BAD_REQUEST, &error.to_string()),
        };
        let pipeline: Pipeline = match serde_json::from_slice(&body) {
            Ok(pipeline) => pipeline,
            Err(error) => return words(StatusCode::BAD_REQUEST, &error.to_string()),
        };
        let mut results = Vec::with_capacity(pipeline.requests.len());
        for step in pipeline.requests {
            results.push(self.step(step).await);
        }
        match serde_json::to_vec(&Answer { baton: None, results }) {
            Ok(json) => {
                let mut response = Response::new(Full::new(Bytes::from(json)));
                response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                response
            }
            Err(error) => words(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        }
    }

    async fn step(&self, step: Step) -> StepResult {
        match step {
            Step::Close => StepResult::Ok { response: StepResponse::Close },
            Step::Execute { stmt } => match self.execute(stmt).await {
                Ok(outcome) => StepResult::Ok { response: StepResponse::Execute { result: outcome.into() } },
                Err(error) => StepResult::Error { error: StepError::from(&error) },
            },
            Step::Other => {
                let message = "this primary serves single statements; run sqld for anything else".to_owned();
                StepResult::Error { error: StepError { message, code: None } }
            }
        }
    }

    async fn execute(&self, stmt: Stmt) -> Result<Outcome, SqlError> {
        let malformed = |message: String| SqlError::Sqlite { code: 1, message };
        let sql = stmt.sql.ok_or_else(|| malformed("the statement has no text".to_owned()))?;
        let parameters = stmt.args.into_iter().map(Value::try_from).collect::<Result<_, _>>();
        let parameters = parameters.map_err(|error| malformed(error.to_string()))?;
        self.database.run(Statement { sql, parameters }).await
    }

    async fn snapshot(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let known = request.headers().get(IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
        match self.snapshots.newest(known).await {
            Ok(None) => words(StatusCode::NOT_MODIFIED, ""),
            Ok(Some((tag, bytes))) => {
                let mut response = Response::new(Full::new(bytes));
                if let Ok(tag) = HeaderValue::try_from(tag) {
                    response.headers_mut().insert(ETAG, tag);
                }
                response
            }
            Err(error) => words(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        }
    }
}

/// Why a request is not from a region or a tool: browsers name the page's origin in all that changes something and in
/// all that scripts may read, and send JSON of another origin only after asking, which is refused too. A name in `Host`
/// may be a page's own, pointed here after the page was loaded; an address cannot be.
fn refusal(method: &Method, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    if headers.contains_key(ORIGIN) {
        return Some((StatusCode::FORBIDDEN, "Web pages are not served here."));
    }
    if !text(headers, &HOST).is_some_and(is_here) {
        return Some((StatusCode::MISDIRECTED_REQUEST, "Ask for this primary by its address, or as localhost."));
    }
    let is_json = text(headers, &CONTENT_TYPE)
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    let takes_any = *method == Method::GET || *method == Method::HEAD;
    (!takes_any && !is_json).then_some((StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send application/json."))
}

fn text<'a>(headers: &'a HeaderMap, name: &http::HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Regions may come by a forwarded port or another address of this machine, so any address will do.
fn is_here(host: &str) -> bool {
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let name = authority.host();
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok()
}

fn words(status: StatusCode, words: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(words.to_owned())));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    type Headers<'a> = &'a [(&'static str, &'a str)];

    #[test]
    fn a_web_page_cannot_reach_the_database() {
        let json = ("content-type", "application/json");
        let ours = [json, ("host", "127.0.0.1:4001")];
        let table: [(&Method, Headers<'_>, Option<u16>); 11] = [
            (&Method::POST, &ours, None),
            (&Method::POST, &[("content-type", "application/json; charset=utf-8"), ("host", "localhost:4001")], None),
            (&Method::POST, &[json, ("host", "[::1]:4001")], None),
            (&Method::GET, &[("host", "127.0.0.1:9")], None),
            (&Method::POST, &[("content-type", "text/plain"), ("host", "127.0.0.1:4001")], Some(415)),
            (&Method::POST, &[("host", "127.0.0.1:4001")], Some(415)),
            (&Method::POST, &[json, ("host", "127.0.0.1:4001"), ("origin", "null")], Some(403)),
            (&Method::OPTIONS, &[("host", "127.0.0.1:4001"), ("origin", "http://evil.test")], Some(403)),
            (&Method::POST, &[json, ("host", "evil.test:4001")], Some(421)),
            (&Method::GET, &[("host", "127.0.0.1.evil.test")], Some(421)),
            (&Method::GET, &[], Some(421)),
        ];
        for (method, headers, expected) in table {
            let named =
                headers.iter().map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap()));
            let found = refusal(method, &named.collect()).map(|(status, _)| status.as_u16());
            assert_eq!(found, expected, "{method} {headers:?}");
        }
    }
}
