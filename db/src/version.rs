//! The version of what catalogue pages show: it moves whenever any of them changes.

use crate::catalogue::not_seeded;
use crate::sql::{Sql, SqlError};

const VERSION: &str = include_str!("../queries/catalogue/version.sql");

/// The data version; one small statement. Good for comparing with an earlier one, and for nothing else.
///
/// Read it before what it is the version of, or in the same statement: a page is then at least as new as it says.
pub async fn read(sql: &dyn Sql) -> Result<i64, SqlError> {
    sql.query(VERSION, Vec::new()).await?.into_first().ok_or_else(not_seeded)?.integer(0)
}
