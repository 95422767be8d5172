//! Requests and answers of `POST /v3/pipeline`.
//!
//! Source: the Hrana 3 specification in libSQL's repository, and sqld 0.24's answers.

use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine as _};
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::sql::{Rows, Value};
use crate::transaction::Statement;

/// Padded or not: sqld leaves the padding out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

#[derive(Serialize)]
struct Pipeline {
    requests: Vec<Request>,
}

/// One request of a pipeline.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Request {
    Execute { stmt: Stmt },
    Batch { batch: Batch },
    Close,
}

#[derive(Serialize)]
pub(super) struct Stmt {
    sql: String,
    args: Vec<Cell>,
    want_rows: bool,
}

#[derive(Serialize)]
pub(super) struct Batch {
    steps: Vec<Step>,
}

#[derive(Serialize)]
struct Step {
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<Condition>,
    stmt: Stmt,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Condition {
    Ok { step: usize },
    Not { cond: Box<Condition> },
    IsAutocommit,
}

/// A value on the wire.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Cell {
    Null,
    /// As text: JSON's numbers are too small.
    Integer {
        value: String,
    },
    Float {
        value: f64,
    },
    Text {
        value: String,
    },
    Blob {
        base64: String,
    },
}

#[derive(Deserialize)]
struct Answer {
    results: Vec<StepResult>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum StepResult {
    Ok { response: Response },
    Error { error: StepError },
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Response {
    Close,
    Execute { result: StmtResult },
    Batch { result: BatchResult },
}

#[derive(Deserialize)]
struct StepError {
    message: String,
    #[serde(default)]
    code: Option<String>,
}

#[derive(Deserialize)]
struct StmtResult {
    cols: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

#[derive(Deserialize)]
struct Column {
    name: Option<String>,
}

#[derive(Deserialize)]
struct BatchResult {
    step_errors: Vec<Option<StepError>>,
}

/// What came of a statement or a transaction.
pub(super) enum Outcome {
    Rows(Rows),
    /// With the database's message.
    Refused(String),
    /// Other writes kept it out: nothing was done.
    Busy,
}

/// The answer cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum AnswerError {
    #[error("the answer is not understood")]
    Json(#[from] serde_json::Error),
    #[error("the answer holds no result")]
    Empty,
    #[error("the answer holds a malformed {0}")]
    Value(&'static str),
}

impl Request {
    /// One statement whose rows are wanted.
    pub(super) fn execute(statement: Statement) -> Self {
        Self::Execute { stmt: Stmt { want_rows: true, ..statement.into() } }
    }

    /// All of `statements` or none: each runs only if the one before it did, and what is not committed is rolled back.
    pub(super) fn transaction(statements: Vec<Statement>) -> Self {
        let word = |sql: &str| Statement::new(sql, Vec::new());
        let statements = [word("BEGIN IMMEDIATE")].into_iter().chain(statements).chain([word("COMMIT")]);
        let mut steps: Vec<Step> = statements
            .enumerate()
            .map(|(at, statement)| Step {
                condition: at.checked_sub(1).map(|step| Condition::Ok { step }),
                stmt: statement.into(),
            })
            .collect();
        let is_open = Condition::Not { cond: Box::new(Condition::IsAutocommit) };
        steps.push(Step { condition: Some(is_open), stmt: word("ROLLBACK").into() });
        Self::Batch { batch: Batch { steps } }
    }
}

impl From<Statement> for Stmt {
    fn from(statement: Statement) -> Self {
        let args = statement.parameters.into_iter().map(Cell::from).collect();
        Self { sql: statement.sql, args, want_rows: false }
    }
}

/// The body of a pipeline.
pub(super) fn body(requests: Vec<Request>) -> Result<Bytes, serde_json::Error> {
    serde_json::to_vec(&Pipeline { requests }).map(Bytes::from)
}

/// The first refusal in an answer, or else the rows of the last request before the stream was closed.
pub(super) fn outcome(body: &[u8]) -> Result<Outcome, AnswerError> {
    let answer: Answer = serde_json::from_slice(body)?;
    let mut outcome = None;
    for result in answer.results {
        match result {
            StepResult::Error { error } => return Ok(error.into_outcome()),
            StepResult::Ok { response: Response::Close } => {}
            StepResult::Ok { response: Response::Execute { result } } => outcome = Some(result.into_rows()?),
            StepResult::Ok { response: Response::Batch { result } } => {
                if let Some(error) = result.step_errors.into_iter().flatten().next() {
                    return Ok(error.into_outcome());
                }
                outcome = Some(Rows::new(Vec::new(), Vec::new()));
            }
        }
    }
    outcome.map(Outcome::Rows).ok_or(AnswerError::Empty)
}

impl StepError {
    /// sqld puts words of its own before SQLite's message; refusals are told by the message alone.
    fn into_outcome(self) -> Outcome {
        if self.code.is_some_and(|code| code.starts_with("SQLITE_BUSY")) {
            return Outcome::Busy;
        }
        Outcome::Refused(self.message.strip_prefix("SQLite error: ").map(str::to_owned).unwrap_or(self.message))
    }
}

impl StmtResult {
    fn into_rows(self) -> Result<Rows, AnswerError> {
        let row = |row: Vec<Cell>| row.into_iter().map(Value::try_from).collect::<Result<Vec<_>, _>>();
        let columns = self.cols.into_iter().map(|column| column.name.unwrap_or_default()).collect();
        Ok(Rows::new(columns, self.rows.into_iter().map(row).collect::<Result<_, _>>()?))
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Integer(value) => Self::Integer { value: value.to_string() },
            Value::Real(value) => Self::Float { value },
            Value::Text(value) => Self::Text { value },
            Value::Blob(bytes) => Self::Blob { base64: BASE64.encode(bytes) },
        }
    }
}

impl TryFrom<Cell> for Value {
    type Error = AnswerError;

    fn try_from(cell: Cell) -> Result<Self, AnswerError> {
        Ok(match cell {
            Cell::Null => Self::Null,
            Cell::Integer { value } => Self::Integer(value.parse().map_err(|_| AnswerError::Value("integer"))?),
            Cell::Float { value } => Self::Real(value),
            Cell::Text { value } => Self::Text(value),
            Cell::Blob { base64 } => Self::Blob(BASE64.decode(base64).map_err(|_| AnswerError::Value("blob"))?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_runs_each_statement_only_after_the_one_before() {
        let body = body(vec![Request::transaction(vec![Statement::new("A", vec![Value::Integer(1)])])]).unwrap();
        let json: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let steps = json["requests"][0]["batch"]["steps"].as_array().unwrap();
        let texts: Vec<&str> = steps.iter().map(|step| step["stmt"]["sql"].as_str().unwrap()).collect();
        assert_eq!(texts, ["BEGIN IMMEDIATE", "A", "COMMIT", "ROLLBACK"]);
        assert!(steps[0].get("condition").is_none());
        assert_eq!(steps[2]["condition"], serde_json::json!({"type": "ok", "step": 1}));
        assert_eq!(steps[3]["condition"], serde_json::json!({"type": "not", "cond": {"type": "is_autocommit"}}));
        assert_eq!(steps[1]["stmt"]["args"], serde_json::json!([{"type": "integer", "value": "1"}]));
    }

    #[test]
    fn the_first_refusal_of_an_answer_is_its_outcome() {
        let check = |results: &str, expect: &str| {
            match outcome(format!(r#"{{"baton":null,"results":[{results}]}}"#).as_bytes()) {
                Ok(Outcome::Refused(message)) => assert_eq!(message, expect),
                Ok(Outcome::Busy) => assert_eq!("busy", expect),
                Ok(Outcome::Rows(rows)) => assert_eq!(format!("{} rows", rows.len()), expect),
                Err(error) => assert_eq!(error.to_string(), expect),
            };
        };
        let close = r#"{"type":"ok","response":{"type":"close"}}"#;
        let rows = r#"{"type":"ok","response":{"type":"execute","result":{"cols":[{"name":"a"}],"rows":[[{"type":"blob","base64":"AAE"}]]}}}"#;
        let refused = r#"{"type":"error","error":{"message":"SQLite error: refused:gone","code":"SQLITE_CONSTRAINT"}}"#;
        let batch = |errors| {
            format!(
                r#"{{"type":"ok","response":{{"type":"batch","result":{{"step_results":[],"step_errors":[{errors}]}}}}}}"#
            )
        };
        check(close, "the answer holds no result");
        check(&format!("{rows},{close}"), "1 rows");
        check(&format!("{refused},{close}"), "refused:gone");
        check(&format!("{},{close}", batch("null,null")), "0 rows");
        check(r#"{"type":"error","error":{"message":"locked","code":"SQLITE_BUSY"}}"#, "busy");
        check(&format!("{rows},{},{close}", batch(r#"null,{"message":"no"},null"#)), "no");
    }
}
