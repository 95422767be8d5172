//! Projections: rows derived from products, which listings, facets and search read.
//!
//! [`project`] derives them, for the seed as for every later change. A change of the catalogue marks its products by trigger;
//! [`catch_up`] projects what is marked, and `outpost-ctl verify` compares what is stored with what is derived anew.

mod blocks;
mod changes;
mod document;
mod project;
mod projector;
mod reference;
mod rows;
mod source;
mod totals;

pub use crate::listing::BlockColumns;
pub use blocks::{BlockKey, Blocks};
pub use document::{IndexedDocument, Indexer};
pub use project::project;
pub use projector::{CaughtUp, catch_up, has_pending};
pub use reference::Reference;
pub use rows::{CategoryRow, DocumentRow, FactsRow, ListingRow, ProductRows, SearchRow};
pub use source::{ProductSource, products_after, read_sources};
pub use totals::{FacetCount, TermCount, Totals};
