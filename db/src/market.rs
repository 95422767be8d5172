//! The markets of the shop and their settings.

mod save_setting;

use outpost_domain::market::{MarketEntry, Markets};

use crate::catalogue::not_seeded;
use crate::sql::{Sql, SqlError};

pub use save_setting::{SaveSetting, SettingRefusal, save_setting};

const LIST: &str = include_str!("../queries/market/list.sql");

/// Every market with its languages, and the tag of the catalogue that they belong to ([`crate::version::read`]). One
/// statement.
///
/// # Errors
/// Also where there is no market: such a database is about to be seeded.
pub async fn list(sql: &dyn Sql) -> Result<(Markets, i64), SqlError> {
    let mut row = sql.query(LIST, Vec::new()).await?.into_first().ok_or_else(not_seeded)?;
    let entries: Vec<MarketEntry> = row.json("markets")?;
    if entries.is_empty() { Err(not_seeded()) } else { Ok((Markets::new(entries), row.integer("tag")?)) }
}
