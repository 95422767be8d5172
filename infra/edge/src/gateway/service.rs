//! What the gateway's port answers: `POST /v2/pipeline`, `/v3/pipeline` and `/v3/cursor`.

use super::checks;
use super::job::{Answer, NoAnswer, Queue, Ran};
use super::listener::Answers;
use super::metrics::{ByReason, ByStatement, GatewayMetrics};
use super::protocol::{self, Action, Cursor, Pipeline};
use super::refusal::{Refusal, Reply, body};
use super::statements::{Kind, Statements};
use super::tokens::Tokens;
use crate::sql::hrana::Stmt;
use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Largest request, in bytes.
const REQUEST: usize = 16 << 20;

/// Everything that a request needs.
pub struct Service {
    hosts: Vec<String>,
    tokens: Tokens,
    statements: Statements,
    commands: Queue,
    reads: Queue,
    metrics: GatewayMetrics,
}

impl Answers for Service {
    async fn answer(&self, request: Request<Incoming>) -> Reply {
        match self.serve(request).await {
            Ok(reply) => reply,
            Err(refusal) => {
                self.metrics.refusals.get_or_create(&ByReason { reason: refusal.reason() }).inc();
                tracing::debug!(%refusal, "a request is refused");
                Reply::from(&refusal)
            }
        }
    }
}

impl Service {
    /// Serves `statements` to those who have one of `tokens`.
    pub fn new(
        hosts: Vec<String>,
        tokens: Tokens,
        statements: Statements,
        commands: Queue,
        reads: Queue,
        metrics: GatewayMetrics,
    ) -> Self {
        Self { hosts, tokens, statements, commands, reads, metrics }
    }

    async fn serve(&self, request: Request<Incoming>) -> Result<Reply, Refusal> {
        let region = checks::region(request.headers(), &self.hosts, &self.tokens)?;
        match (request.method(), request.uri().path()) {
            (&Method::POST, "/v2/pipeline" | "/v3/pipeline") => {
                self.pipeline(region, receive::<Pipeline>(request).await?).await
            }
            (&Method::POST, "/v3/cursor") => self.cursor(region, receive::<Cursor>(request).await?).await,
            _ => Err(Refusal::NotFound),
        }
    }

    async fn pipeline(&self, region: &str, pipeline: Pipeline) -> Result<Reply, Refusal> {
        let mut results = Vec::new();
        for action in pipeline.actions()? {
            results.push(match action {
                Action::Close => protocol::ok(json!({ "type": "close" })),
                Action::GetAutocommit => protocol::ok(json!({ "type": "get_autocommit", "is_autocommit": true })),
                Action::Describe(sql) => protocol::description(self.kind(&sql)? == Kind::Read),
                Action::Execute(stmt) => match self.run(region, stmt).await? {
                    Ran::Rows(rows) => protocol::ok(json!({ "type": "execute", "result": rows })),
                    Ran::Error(error) => protocol::error(error),
                },
                Action::Batch(stmt) => match self.run(region, stmt).await? {
                    Ran::Rows(rows) => protocol::batch_of_one(rows, Value::Null),
                    Ran::Error(error) => protocol::batch_of_one(Value::Null, error),
                },
            });
        }
        Ok(body(StatusCode::OK, "application/json", protocol::pipeline_answer(&results).into()))
    }

    async fn cursor(&self, region: &str, cursor: Cursor) -> Result<Reply, Refusal> {
        let lines = match self.run(region, cursor.statement()?).await? {
            Ran::Rows(rows) => protocol::cursor_rows(&rows),
            Ran::Error(error) => protocol::cursor_error(&error),
        };
        Ok(body(StatusCode::OK, "text/plain", lines.into()))
    }

    fn kind(&self, sql: &str) -> Result<Kind, Refusal> {
        self.statements.kind(sql).ok_or(Refusal::Statement)
    }

    async fn run(&self, region: &str, stmt: Stmt) -> Result<Ran, Refusal> {
        let kind = self.kind(stmt.sql.as_deref().unwrap_or_default())?;
        let queue = match kind {
            Kind::Read => &self.reads,
            Kind::Command => &self.commands,
        };
        let answer = queue.run(stmt).await;
        let labels = ByStatement { region: region.to_owned(), kind: kind.name(), outcome: outcome(&answer) };
        self.metrics.statements.get_or_create(&labels).inc();
        answer.map_err(|reason| match reason {
            NoAnswer::NotRun(reason) => Refusal::NotRun(reason),
            NoAnswer::Unknown(reason) => Refusal::Unknown(reason),
        })
    }
}

fn outcome(answer: &Answer) -> &'static str {
    match answer {
        Ok(Ran::Rows(_)) => "ok",
        Ok(Ran::Error(_)) => "error",
        Err(NoAnswer::NotRun(_)) => "not_run",
        Err(NoAnswer::Unknown(_)) => "unknown",
    }
}

async fn receive<T: DeserializeOwned>(request: Request<Incoming>) -> Result<T, Refusal> {
    let received = Limited::new(request.into_body(), REQUEST).collect().await;
    let bytes: Bytes =
        received.map_err(|error| Refusal::Protocol(format!("The body did not come: {error}.")))?.to_bytes();
    serde_json::from_slice(&bytes).map_err(|error| Refusal::Protocol(format!("The body is not understood: {error}.")))
}
