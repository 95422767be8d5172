//! The version of what catalogue pages show: it moves whenever any of them changes.

use crate::catalogue::not_seeded;
use crate::sql::{Sql, SqlError};

const VERSION: &str = include_str!("../queries/catalogue/version.sql");

/// The version and the epoch of the catalogue in one number; one small statement. Compare it for equality only.
///
/// Read it before what it is the version of, or in the same statement: a page is then at least as new as it says.
pub async fn read(sql: &dyn Sql) -> Result<i64, SqlError> {
    sql.query(VERSION, Vec::new()).await?.into_first().ok_or_else(not_seeded)?.integer("tag")
}

#[cfg(feature = "native")]
pub use native::{bump, renew_epoch};

#[cfg(feature = "native")]
mod native {
    use crate::sql::{Sql, SqlError};

    const BUMP: &str = include_str!("../queries/projection/bump_version.sql");
    const RENEW: &str = include_str!("../queries/projection/renew_epoch.sql");

    /// Moves the version. Whoever writes what pages show calls it in the same transaction.
    pub async fn bump(sql: &dyn Sql) -> Result<(), SqlError> {
        sql.query(BUMP, Vec::new()).await.map(drop)
    }

    /// Gives the database an epoch that it did not have: after a restore, its versions mean other content.
    pub async fn renew_epoch(sql: &dyn Sql) -> Result<(), SqlError> {
        sql.query(RENEW, Vec::new()).await.map(drop)
    }
}
