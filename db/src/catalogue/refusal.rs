//! Why a command of the catalogue did not happen.

use outpost_domain::catalogue::{Defect, Missing};

use crate::command::{CommandRefusal, Refusal};
use crate::sql::SqlError;

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
    /// What any command can be refused for.
    #[error(transparent)]
    Command(#[from] CommandRefusal),
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// The refusal that a code means; `None` for a code of other commands.
pub(super) fn typed(refusal: &Refusal) -> Option<CatalogueRefusal> {
    match refusal.code.as_str() {
        "stale" => refusal.detail().map(CatalogueRefusal::Stale),
        "taken" => refusal.detail().map(CatalogueRefusal::Taken),
        "unknown" => refusal.detail().map(CatalogueRefusal::Unknown),
        _ => CommandRefusal::of(refusal).map(CatalogueRefusal::Command),
    }
}
