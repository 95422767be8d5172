//! Taking rows, and recording what became of them.

use serde::Serialize;

use crate::catalogue::only;
use crate::command::to_json;
use crate::sql::{Sql, SqlError, Value};

const HAS_DUE: &str = include_str!("../../queries/outbox/has_due.sql");
const CLAIM: &str = include_str!("../../queries/outbox/claim.sql");
const RECORD: &str = include_str!("../../queries/outbox/record.sql");

/// A row that was taken, with its attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// The row's id.
    pub id: i64,
    /// Which attempt this is, from 1.
    pub attempts: u32,
    /// How often staff had the mail sent once more.
    pub resends: u32,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The mail was handed over, or there is nothing to send.
    Sent,
    /// It is tried again.
    Later,
    /// It is not tried again before staff say so.
    Dead,
}

/// An attempt and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AttemptResult {
    /// The attempt.
    #[serde(flatten)]
    pub claim: Claim,
    /// What became of it.
    pub outcome: Outcome,
    /// The time until the next attempt.
    pub delay_seconds: i64,
    /// The code of what went wrong; nothing personal.
    pub error: Option<String>,
}

/// Whether any row is due. One small statement.
pub async fn has_due(sql: &dyn Sql) -> Result<bool, SqlError> {
    only(sql.query(HAS_DUE, Vec::new()).await?)?.boolean("has_due")
}

/// Takes up to `limit` rows for `lease_seconds`, and counts their attempt.
pub async fn claim(primary: &dyn Sql, lease_seconds: i64, limit: u32) -> Result<Vec<Claim>, SqlError> {
    let rows = primary.query(CLAIM, vec![Value::from(lease_seconds), Value::from(limit)]).await?;
    rows.into_iter()
        .map(|mut row| {
            let (id, attempts) = (row.integer("id")?, row.number("attempts")?);
            Ok(Claim { id, attempts, resends: row.number("resends")? })
        })
        .collect()
}

/// Records what became of attempts. Recorded twice, it is the same.
pub async fn record(primary: &dyn Sql, results: &[AttemptResult]) -> Result<(), SqlError> {
    primary.query(RECORD, vec![Value::from(to_json("results", &results)?)]).await.map(drop)
}
