//! Why a command of the stockroom did not happen.

use outpost_domain::ids::Sku;
use serde::Deserialize;

use crate::command::{CommandRefusal, Refusal};
use crate::sql::SqlError;

/// Why a command of the stockroom was refused. Nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InventoryRefusal {
    /// A variant, location or document that is named does not exist.
    #[error("a variant, location or document does not exist")]
    NotFound,
    /// The reason is none that staff may give.
    #[error("the reason is not one that staff may give")]
    UnknownReason,
    /// These SKUs are no variants.
    #[error("{} SKUs are unknown", .0.len())]
    UnknownSkus(Vec<Sku>),
    /// No lines, too many, a SKU twice, or lines that are not the document's.
    #[error("the lines do not fit")]
    BadLines,
    /// The level is not what was seen any more.
    #[error("the level changed meanwhile")]
    StaleLevel(LevelNow),
    /// Somebody else booked these lines meanwhile.
    #[error("{} lines changed meanwhile", .0.len())]
    StaleLines(Vec<LineNow>),
    /// The document changed meanwhile; its version now.
    #[error("the document is at version {0} now")]
    StaleVersion(i64),
    /// Fewer pieces would be left than are promised.
    #[error("{} lines are promised to orders", .0.len())]
    Promised(Vec<PromisedLine>),
    /// The document is closed: it was received or approved before.
    #[error("the document is closed")]
    Closed,
    /// What any command can be refused for.
    #[error(transparent)]
    Command(#[from] CommandRefusal),
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// What a level is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the fields are the columns of stock_level")]
pub struct LevelNow {
    pub on_hand: i64,
    pub allocated: i64,
    pub safety_stock: i64,
    pub backorder_limit: i64,
}

/// What a line of a document is now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LineNow {
    /// Which line.
    pub sku: Sku,
    /// Pieces received or counted by now.
    pub now: i64,
}

/// A level that cannot fall as far as was asked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PromisedLine {
    /// Which variant.
    pub sku: Sku,
    /// Pieces that lie there.
    pub on_hand: i64,
    /// Pieces that orders hold.
    pub allocated: i64,
    /// The fewest pieces that must stay.
    pub least: i64,
}

/// The refusal that a code means; `None` for a code of other commands.
pub(super) fn typed(refusal: &Refusal) -> Option<InventoryRefusal> {
    match refusal.code.as_str() {
        "not_found" => Some(InventoryRefusal::NotFound),
        "unknown_reason" => Some(InventoryRefusal::UnknownReason),
        "unknown_skus" => refusal.detail().map(InventoryRefusal::UnknownSkus),
        "bad_lines" => Some(InventoryRefusal::BadLines),
        "stale_level" => refusal.detail().map(InventoryRefusal::StaleLevel),
        "stale_lines" => refusal.detail().map(InventoryRefusal::StaleLines),
        "stale_version" => refusal.number("version").map(InventoryRefusal::StaleVersion),
        "promised" => refusal.detail().map(InventoryRefusal::Promised),
        "closed" => Some(InventoryRefusal::Closed),
        _ => CommandRefusal::of(refusal).map(InventoryRefusal::Command),
    }
}
