//! Product cards and tiles of categories, which several pages show.

use outpost_domain::stock::StockLevel;
use outpost_web_ui::view::{Picture, Price, Rating};

/// A product in a listing, a row of related products or on the home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCard {
    /// The product's slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its brand.
    pub brand: Option<String>,
    /// Its first picture.
    pub picture: Picture,
    /// Its price.
    pub price: Price,
    /// Mean of the reviews; none without reviews.
    pub rating: Option<Rating>,
    /// The best stock of its variants.
    pub stock: StockLevel,
    /// A few attribute values worth comparing, e.g. `Oak`, `350 ml`.
    pub highlights: Vec<String>,
}

/// A category with what lies in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryTile {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Number of products in it and its descendants.
    pub count: u64,
    /// A picture that stands for it.
    pub picture: Option<Picture>,
}
