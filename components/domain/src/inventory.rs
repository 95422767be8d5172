//! The stockroom's terms: figures of a level, locations, reasons, numbers of documents.

mod codes;
mod document;
mod figures;

pub use codes::{InvalidCode, LocationCode, MovementReason};
pub use document::{DocumentNumber, InvalidDocumentNumber};
pub use figures::StockFigures;

/// The most pieces that one line of a document moves, and the most that a count may find.
pub const PIECES_MAX: i64 = 1_000_000;
/// The most lines of one purchase order, transfer or form of counts. The commands repeat it.
pub const LINES_MAX: usize = 200;
