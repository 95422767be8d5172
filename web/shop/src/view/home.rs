//! The front page.

use super::shared::{CategoryTile, ProductCard};

/// The front page of a market.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Top categories, in the order they are shown; 4 to 12.
    pub categories: Vec<CategoryTile>,
    /// What sells best; 8 look right. The first three also make the opening picture.
    pub popular: Vec<ProductCard>,
    /// What came last; 4 or 8 look right.
    pub newest: Vec<ProductCard>,
}
