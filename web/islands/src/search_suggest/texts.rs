//! The messages of the search island, in the page's language.

use serde::{Deserialize, Serialize};

/// Messages of the hydrated search island. The announcements may hold `{count}`, which is replaced by a number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SuggestTexts {
    /// Heading over suggested queries, and the name of their group.
    pub queries: String,
    /// Heading over suggested products.
    pub products: String,
    /// Heading over suggested categories.
    pub categories: String,
    /// Announced when nothing was found.
    pub none: String,
    /// Announced for exactly one suggestion.
    pub one: String,
    /// Announced for several: "{count} suggestions, use the arrow keys".
    pub many: String,
}

impl SuggestTexts {
    /// The announcement for `count` suggestions.
    pub fn announcement(&self, count: usize) -> String {
        let pattern = match count {
            0 => &self.none,
            1 => &self.one,
            _ => &self.many,
        };
        pattern.replace("{count}", &count.to_string())
    }
}
