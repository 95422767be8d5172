//! Projections: rows derived from products, variants, prices and stock, which listings, facets and search read.
//!
//! The seed runs these statements on empty tables; `verify` runs them on temporary tables of the same names.

pub mod facet_index;
pub mod search;

/// Badges of products, from the levels of their variants.
pub const STOCK_STATE: &str = include_str!("../../queries/projection/stock_state.sql");
/// Badges of variants, from their levels.
pub const VARIANT_STOCK_STATE: &str = include_str!("../../queries/projection/variant_stock_state.sql");
/// Products under their categories.
pub const CATEGORY_PRODUCT: &str = include_str!("../../queries/projection/category_product.sql");
/// Products in the listings of each market.
pub const LISTING: &str = include_str!("../../queries/projection/listing.sql");
/// Counts of products by category, market and facet.
pub const CATEGORY_FACET: &str = include_str!("../../queries/projection/category_facet.sql");
/// Pictures of categories.
pub const CATEGORY_MEDIA: &str = include_str!("../../queries/projection/category_media.sql");
/// Facts that cards show.
pub const PRODUCT_FACTS: &str = include_str!("../../queries/projection/product_facts.sql");
/// What filters, sort orders and searches read of each product in each market.
pub const SEARCH_PROJECTION: &str = include_str!("../../queries/projection/search_projection.sql");

/// All of them, in the order in which one builds on the other.
pub const ALL: [&str; 8] = [
    STOCK_STATE,
    VARIANT_STOCK_STATE,
    CATEGORY_PRODUCT,
    LISTING,
    CATEGORY_FACET,
    CATEGORY_MEDIA,
    PRODUCT_FACTS,
    SEARCH_PROJECTION,
];
