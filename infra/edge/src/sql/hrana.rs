//! libSQL's HTTP API (Hrana, version 2): the part of `POST /v2/pipeline` that one statement needs.
//!
//! Source: the Hrana 2 specification in libSQL's repository, and sqld 0.24's answers.

use super::error::SqlError;
use super::statement::{Outcome, Statement};
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, Engine as _};
use libsql::Value;
use serde::{Deserialize, Serialize};

/// Padded or not: servers differ.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The body of a request.
#[derive(Debug, Serialize)]
pub struct Pipeline {
    /// What to do, in order.
    pub requests: Vec<Request>,
}

/// One step of a pipeline.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Request {
    /// Ends the stream.
    Close,
    /// Runs one statement.
    Execute {
        /// The statement.
        stmt: Stmt,
    },
}

/// A statement with its values.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stmt {
    /// The text.
    pub sql: Option<String>,
    /// Values of `?1`, `?2`, ….
    #[serde(default)]
    pub args: Vec<Cell>,
    /// Whether rows are wanted.
    #[serde(default)]
    pub want_rows: Option<bool>,
}

/// A value on the wire.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Cell {
    /// NULL.
    Null,
    /// A 64-bit integer as text: JSON's numbers are too small.
    Integer {
        /// Decimal digits.
        value: String,
    },
    /// A 64-bit float.
    Float {
        /// The number.
        value: f64,
    },
    /// Text.
    Text {
        /// The text.
        value: String,
    },
    /// Bytes.
    Blob {
        /// In base 64.
        base64: String,
    },
}

/// The body of an answer.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// One result for each request.
    pub results: Vec<StepResult>,
}

/// What became of one step.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StepResult {
    /// It was done.
    Ok {
        /// What it gave.
        response: StepResponse,
    },
    /// It failed.
    Error {
        /// Why.
        error: StepError,
    },
}

/// What a step gave.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StepResponse {
    /// The stream is closed.
    Close,
    /// The statement ran.
    Execute {
        /// Its rows.
        result: StmtResult,
    },
}

/// A failure as the server words it.
#[derive(Debug, Deserialize)]
pub struct StepError {
    /// For people, and the text of a trigger's refusal.
    pub message: String,
    /// Such as `SQLITE_CONSTRAINT`.
    #[serde(default)]
    pub code: Option<String>,
}

/// A statement's rows.
#[derive(Debug, Deserialize)]
pub struct StmtResult {
    /// The columns.
    pub cols: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// Rows changed.
    #[serde(default)]
    pub affected_row_count: u64,
    /// Decimal digits.
    #[serde(default)]
    pub last_insert_rowid: Option<String>,
    /// Number of the newest frame of the server's log, in decimal digits; sqld's own addition.
    #[serde(default)]
    pub replication_index: Option<String>,
}

/// A column's head.
#[derive(Debug, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: Option<String>,
}

/// The answer cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum HranaError {
    /// It is not JSON of this shape.
    #[error("the answer is not understood: {0}")]
    Json(#[from] serde_json::Error),
    /// The database refused the statement.
    #[error(transparent)]
    Database(SqlError),
    /// It holds no result for the statement.
    #[error("the answer holds no result")]
    Empty,
    /// A value is not what its type says.
    #[error("the answer holds a malformed {0}")]
    Value(&'static str),
}

impl Pipeline {
    /// One statement on a stream of its own: one round trip.
    pub fn single(statement: Statement) -> Self {
        let args = statement.parameters.into_iter().map(Cell::from).collect();
        let stmt = Stmt { sql: Some(statement.sql), args, want_rows: Some(true) };
        Self { requests: vec![Request::Execute { stmt }, Request::Close] }
    }
}

impl Answer {
    /// Number of the newest frame of the server's log, where it says so.
    pub fn newest_frame(&self) -> Option<u64> {
        match self.results.first()? {
            StepResult::Ok { response: StepResponse::Execute { result } } => {
                result.replication_index.as_deref()?.parse().ok()
            }
            _ => None,
        }
    }

    /// The outcome of the first statement.
    ///
    /// # Errors
    /// When the database refused it, or the answer is none.
    pub fn into_outcome(self) -> Result<Outcome, HranaError> {
        match self.results.into_iter().next() {
            Some(StepResult::Ok { response: StepResponse::Execute { result } }) => result.try_into(),
            Some(StepResult::Error { error }) => Err(HranaError::Database(error.into())),
            Some(StepResult::Ok { response: StepResponse::Close }) | None => Err(HranaError::Empty),
        }
    }
}

impl TryFrom<StmtResult> for Outcome {
    type Error = HranaError;

    fn try_from(result: StmtResult) -> Result<Self, HranaError> {
        let row = |row: Vec<Cell>| row.into_iter().map(Value::try_from).collect::<Result<Vec<_>, _>>();
        let last_insert_rowid = result.last_insert_rowid.as_deref().unwrap_or("0");
        Ok(Self {
            columns: result.cols.into_iter().map(|column| column.name.unwrap_or_default()).collect(),
            rows: result.rows.into_iter().map(row).collect::<Result<_, _>>()?,
            changes: result.affected_row_count,
            last_insert_rowid: last_insert_rowid.parse().map_err(|_| HranaError::Value("row id"))?,
        })
    }
}

impl From<StepError> for SqlError {
    /// sqld puts words of its own before SQLite's message; refusals are told by the message alone.
    fn from(error: StepError) -> Self {
        let message = error.message.strip_prefix("SQLite error: ").unwrap_or(&error.message).to_owned();
        let code = match error.code.as_deref() {
            Some("SQLITE_FULL") => Self::FULL,
            Some(code) if code.starts_with("SQLITE_BUSY") => Self::BUSY,
            _ => 1,
        };
        Self::Sqlite { code, message }
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
    type Error = HranaError;

    fn try_from(cell: Cell) -> Result<Self, HranaError> {
        Ok(match cell {
            Cell::Null => Self::Null,
            Cell::Integer { value } => Self::Integer(value.parse().map_err(|_| HranaError::Value("integer"))?),
            Cell::Float { value } => Self::Real(value),
            Cell::Text { value } => Self::Text(value),
            Cell::Blob { base64 } => Self::Blob(BASE64.decode(base64).map_err(|_| HranaError::Value("blob"))?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_sqld_says_how_far_its_log_is() {
        let check = |added: &str, expect| {
            let result = format!(r#"{{"cols":[],"rows":[],"affected_row_count":1{added}}}"#);
            let answer = format!(
                r#"{{"baton":null,"results":[{{"type":"ok","response":{{"type":"execute","result":{result}}}}}]}}"#
            );
            let answer: Answer = serde_json::from_str(&answer).unwrap();
            assert_eq!(answer.newest_frame(), expect, "{added}");
        };
        check(r#","last_insert_rowid":"1","replication_index":"42","rows_read":0"#, Some(42));
        check(r#","replication_index":null"#, None);
        check("", None);
    }
}
