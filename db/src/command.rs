//! What the log of commands tells: whether a database has had a write yet.

use outpost_domain::ids::CommandId;

use crate::sql::{Sql, SqlError, Value};

const IS_DONE: &str = include_str!("../queries/command/is_done.sql");

/// Whether this database has had a command. Replication keeps the order of writes: it then has all earlier ones too.
pub async fn is_done(sql: &dyn Sql, id: CommandId) -> Result<bool, SqlError> {
    Ok(!sql.query(IS_DONE, vec![Value::from(id.to_string())]).await?.is_empty())
}
