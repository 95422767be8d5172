//! The part of Hrana over HTTP that the gateway speaks: one statement a request, and no streams that go on.
//!
//! The edge host sends `execute` and `close` to `/v2/pipeline`. libSQL's own client, which Spin uses, sends `describe` to
//! `/v3/pipeline` and then a batch of one statement to `/v3/cursor`.

use super::refusal::Refusal;
use crate::sql::hrana::Stmt;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

/// Steps of a pipeline: a statement, a question about the stream, its end.
const STEPS: usize = 4;

/// The body of `/v2/pipeline` and `/v3/pipeline`.
#[derive(Debug, Deserialize)]
pub struct Pipeline {
    #[serde(default)]
    baton: Option<String>,
    requests: Vec<Request>,
}

/// The body of `/v3/cursor`.
#[derive(Debug, Deserialize)]
pub struct Cursor {
    #[serde(default)]
    baton: Option<String>,
    batch: Batch,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Request {
    Close,
    GetAutocommit,
    Execute {
        stmt: ClientStmt,
    },
    Batch {
        batch: Batch,
    },
    Describe {
        sql: Option<String>,
    },
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize)]
struct Batch {
    steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
struct Step {
    #[serde(default)]
    condition: Option<IgnoredAny>,
    stmt: ClientStmt,
}

/// A statement with all that a client may say of it.
#[derive(Debug, Deserialize)]
struct ClientStmt {
    #[serde(flatten)]
    stmt: Stmt,
    #[serde(default)]
    named_args: Vec<IgnoredAny>,
}

/// A step of a pipeline that the gateway serves.
#[derive(Debug)]
pub enum Action {
    /// Ends the stream, of which there is none.
    Close,
    /// Asks whether a transaction is open: never.
    GetAutocommit,
    /// Runs a statement.
    Execute(Stmt),
    /// Runs a statement that came as a batch of one.
    Batch(Stmt),
    /// Asks about a statement without running it.
    Describe(String),
}

impl Pipeline {
    /// What is asked, in order, with at most one statement.
    pub fn actions(self) -> Result<Vec<Action>, Refusal> {
        no_stream(self.baton.as_ref())?;
        if self.requests.len() > STEPS {
            return Err(unserved("a pipeline of this length"));
        }
        let actions = self.requests.into_iter().map(action).collect::<Result<Vec<_>, _>>()?;
        let statements = actions.iter().filter(|action| matches!(action, Action::Execute(_) | Action::Batch(_)));
        if statements.count() > 1 {
            return Err(unserved("several statements in one request"));
        }
        Ok(actions)
    }
}

impl Cursor {
    /// The one statement.
    pub fn statement(self) -> Result<Stmt, Refusal> {
        no_stream(self.baton.as_ref())?;
        single(self.batch)
    }
}

fn action(request: Request) -> Result<Action, Refusal> {
    Ok(match request {
        Request::Close => Action::Close,
        Request::GetAutocommit => Action::GetAutocommit,
        Request::Execute { stmt } => Action::Execute(positional(stmt)?),
        Request::Batch { batch } => Action::Batch(single(batch)?),
        Request::Describe { sql: Some(sql) } => Action::Describe(sql),
        Request::Describe { sql: None } | Request::Other => return Err(unserved("a request of this type")),
    })
}

fn single(batch: Batch) -> Result<Stmt, Refusal> {
    match <[Step; 1]>::try_from(batch.steps) {
        Ok([Step { condition: None, stmt }]) => positional(stmt),
        _ => Err(unserved("a batch of more than one statement, or with conditions")),
    }
}

fn positional(stmt: ClientStmt) -> Result<Stmt, Refusal> {
    if stmt.named_args.is_empty() { Ok(stmt.stmt) } else { Err(unserved("named parameters")) }
}

fn no_stream(baton: Option<&String>) -> Result<(), Refusal> {
    if baton.is_some() { Err(unserved("a stream that goes on")) } else { Ok(()) }
}

fn unserved(what: &str) -> Refusal {
    Refusal::Protocol(format!("This gateway runs single statements; it does not serve {what}."))
}

/// A result of a pipeline.
pub fn ok(response: Value) -> Value {
    json!({ "type": "ok", "response": response })
}

/// The error of a statement as a result of a pipeline.
pub fn error(error: Value) -> Value {
    json!({ "type": "error", "error": error })
}

/// The result of a batch of one.
pub fn batch_of_one(rows: Value, error: Value) -> Value {
    let index = rows["replication_index"].clone();
    let result = json!({ "step_results": [rows], "step_errors": [error], "replication_index": index });
    ok(json!({ "type": "batch", "result": result }))
}

/// What is known of a statement that is not run. Its columns come with its rows.
pub fn description(is_readonly: bool) -> Value {
    let result = json!({ "params": [], "cols": [], "is_explain": false, "is_readonly": is_readonly });
    ok(json!({ "type": "describe", "result": result }))
}

/// The body of a pipeline's answer.
pub fn pipeline_answer(results: &[Value]) -> String {
    json!({ "baton": null, "base_url": null, "results": results }).to_string()
}

/// The lines of a cursor's answer for rows.
pub fn cursor_rows(rows: &Value) -> String {
    let mut lines = cursor_head(&rows["cols"]);
    for row in rows["rows"].as_array().into_iter().flatten() {
        lines += &line(&json!({ "type": "row", "row": row }));
    }
    let (count, id) = (&rows["affected_row_count"], &rows["last_insert_rowid"]);
    lines + &line(&json!({ "type": "step_end", "affected_row_count": count, "last_insert_rowid": id }))
}

/// The lines of a cursor's answer for an error.
pub fn cursor_error(error: &Value) -> String {
    cursor_head(&json!([])) + &line(&json!({ "type": "step_error", "step": 0, "error": error }))
}

fn cursor_head(columns: &Value) -> String {
    line(&json!({ "baton": null, "base_url": null }))
        + &line(&json!({ "type": "step_begin", "step": 0, "cols": columns }))
}

fn line(value: &Value) -> String {
    value.to_string() + "\n"
}

#[cfg(test)]
mod tests;
