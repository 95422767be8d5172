//! The front page.

use super::shared::{CategoryTile, ProductCard};

/// The front page of a market.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// Top categories, in the order they are shown; 4 to 12.
    pub categories: Vec<CategoryTile>,
    /// The best sellers; eight fill two rows. The first three are also in the hero.
    pub popular: Vec<ProductCard>,
    /// The newest products; four or eight fill rows.
    pub newest: Vec<ProductCard>,
}
