//! Search: results with facets, and suggestions while typing.

mod index;
mod query;
mod results;
mod spelling;
mod suggest;

pub use index::{index_table, indexed_locales, localized};
pub use results::{Results, results};
pub use suggest::{Suggestion, Suggestions, suggest};
