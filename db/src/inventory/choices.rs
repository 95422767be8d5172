//! What forms of the stockroom offer.

use outpost_domain::inventory::{LocationCode, MovementReason};
use serde::Deserialize;

use crate::catalogue::only;
use crate::sql::{Sql, SqlError};

const CHOICES: &str = include_str!("../../queries/inventory/choices.sql");

/// What forms offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Every location.
    pub locations: Vec<Location>,
    /// The reasons that staff may give.
    pub reasons: Vec<MovementReason>,
    /// Names of suppliers, at most 200.
    pub suppliers: Vec<String>,
}

/// A location.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Location {
    /// Its code.
    pub code: LocationCode,
    /// Its name.
    pub name: String,
}

/// What forms offer, in one statement.
pub async fn choices(sql: &dyn Sql) -> Result<Choices, SqlError> {
    let mut row = only(sql.query(CHOICES, Vec::new()).await?)?;
    Ok(Choices { locations: row.json("locations")?, reasons: row.json("reasons")?, suppliers: row.json("suppliers")? })
}
