//! Prices and publications whose time has come.

use outpost_domain::ids::CommandId;

use super::only;
use super::refusal::{CatalogueRefusal, typed};
use crate::command::{Sender, begin, send};
use crate::sql::{Sql, SqlError};

const HAS_DUE: &str = include_str!("../../queries/catalogue/has_due.sql");
const RUN_SCHEDULE: &str = include_str!("../../queries/catalogue/run_schedule.sql");

/// Whether a planned price or publication is due. One small statement.
pub async fn has_due(sql: &dyn Sql) -> Result<bool, SqlError> {
    only(sql.query(HAS_DUE, Vec::new()).await?)?.boolean("has_due")
}

/// Makes up to 200 planned prices the prices of their variants, and ends up to 200 withholdings.
pub async fn run_schedule(primary: &dyn Sql, id: CommandId, sender: &Sender) -> Result<(), CatalogueRefusal> {
    let parameters = begin(id, "run_catalogue_schedule", &(), sender)?;
    send(primary, RUN_SCHEDULE, parameters, typed).await
}
