//! The primary's addresses: `POST /v2/pipeline`, `GET /snapshot`, `GET /health`.

use super::snapshot::Snapshotter;
use crate::sql::hrana::{Answer, Pipeline, Request as Step, StepError, StepResponse, StepResult, Stmt};
use crate::sql::{Database, Outcome, SqlError, Statement, Value};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use http::{Method, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
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

fn words(status: StatusCode, words: &str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(words.to_owned())));
    *response.status_mut() = status;
    response
}
