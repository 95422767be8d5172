//! Search: results with facets, and suggestions while typing.

mod languages;
mod results;
mod spelling;
mod suggest;
mod words;

pub use results::{Results, results};
pub use suggest::{Suggestion, Suggestions, suggest};
