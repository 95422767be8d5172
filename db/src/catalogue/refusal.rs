//! Why a command of the catalogue did not happen.

use outpost_domain::catalogue::{Defect, Missing};

use crate::command::{self, Refusal};
use crate::sql::{Sql, SqlError, Value};

/// Why a command of the catalogue was refused. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueRefusal {
    /// Fields that cannot be stored as they are.
    #[error("{} fields are wrong", .0.len())]
    Defects(Vec<Defect>),
    /// What a product that is to be published lacks.
    #[error("{} things are missing", .0.len())]
    Missing(Vec<Missing>),
    /// Products that somebody else changed meanwhile, by slug.
    #[error("{} products changed meanwhile", .0.len())]
    Stale(Vec<String>),
    /// Slugs and SKUs that other products have.
    #[error("{} slugs or SKUs are taken", .0.len())]
    Taken(Vec<String>),
    /// What is named and is not there, each with its kind.
    #[error("{} things are unknown", .0.len())]
    Unknown(Vec<String>),
    /// Whoever sends it may not do that.
    #[error("not permitted")]
    Forbidden,
    /// The session of whoever sends it has ended.
    #[error("the session has ended")]
    SessionEnded,
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before, with another wish")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Runs the statement of a command.
pub(super) async fn send(primary: &dyn Sql, statement: &str, parameters: Vec<Value>) -> Result<(), CatalogueRefusal> {
    command::send(primary, statement, parameters, typed).await
}

fn typed(refusal: &Refusal) -> Option<CatalogueRefusal> {
    match refusal.code.as_str() {
        "stale" => refusal.detail().map(CatalogueRefusal::Stale),
        "taken" => refusal.detail().map(CatalogueRefusal::Taken),
        "unknown" => refusal.detail().map(CatalogueRefusal::Unknown),
        "forbidden" => Some(CatalogueRefusal::Forbidden),
        "session_ended" => Some(CatalogueRefusal::SessionEnded),
        "command_repeated_otherwise" => Some(CatalogueRefusal::RepeatedOtherwise),
        _ => None,
    }
}
