//! The audit log, as staff search it.

use crate::list::Page;
use crate::sql::{Row, Sql, SqlError, Value};

const LIST: &str = include_str!("../queries/audit/list.sql");

/// Which entries are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// About what, e.g. `variant:MUG-RED`.
    pub subject: Option<String>,
    /// Of which staff member, as `staff:id`.
    pub staff: Option<String>,
    /// The entry before which to go on.
    pub before: Option<i64>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its place in the log.
    pub id: i64,
    /// When, in seconds since 1970.
    pub happened_at: i64,
    /// Who, as `kind:id`.
    pub principal: String,
    /// What, e.g. `adjust_stock`.
    pub command: String,
    /// About what, as `kind:id`.
    pub subject: String,
    /// By which request.
    pub request_id: String,
    /// What changed, as JSON.
    pub detail: String,
}

/// A page of the log, the newest entry first.
pub async fn list(sql: &dyn Sql, query: &AuditQuery) -> Result<Page<AuditEntry>, SqlError> {
    let parameters = vec![
        Value::from(query.subject.as_deref()),
        Value::from(query.staff.as_deref()),
        Value::from(query.before.unwrap_or(i64::MAX)),
    ];
    Page::read(sql.query(LIST, parameters).await?, read)
}

fn read(mut row: Row) -> Result<AuditEntry, SqlError> {
    Ok(AuditEntry {
        id: row.integer("id")?,
        happened_at: row.integer("happened_at")?,
        principal: row.text("principal")?,
        command: row.text("command")?,
        subject: row.text("subject")?,
        request_id: row.text("request_id")?,
        detail: row.text("detail")?,
    })
}
