//! Whether a database can be read and holds a shop.

use crate::sql::{Sql, SqlError};

/// Asks with one small statement. `false` where the database answers but has no market yet: nothing was seeded.
pub async fn is_seeded(sql: &dyn Sql) -> Result<bool, SqlError> {
    let rows = sql.query(include_str!("../queries/health/read.sql"), Vec::new()).await?;
    rows.into_first().map_or(Ok(false), |mut row| row.boolean("is_seeded"))
}

/// Asks with the smallest statement there is whether a database answers at all.
pub async fn answers(sql: &dyn Sql) -> Result<(), SqlError> {
    sql.query(include_str!("../queries/health/answer.sql"), Vec::new()).await.map(drop)
}
