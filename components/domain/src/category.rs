//! Categories of the catalogue.

use serde::{Deserialize, Serialize};

/// A category by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryLink {
    /// Names its page.
    pub slug: String,
    /// Its name in the page's language.
    pub name: String,
}
