//! Statements that derive tables from what products, variants, prices and stock say.
//!
//! The seed runs them on tables that are empty; `verify` runs them on temporary tables of the same names.

/// Badges of products, from the levels of their variants.
pub const STOCK_STATE: &str = include_str!("../../queries/upkeep/stock_state.sql");
/// Products under their categories.
pub const CATEGORY_PRODUCT: &str = include_str!("../../queries/upkeep/category_product.sql");
/// Faces of products in each market.
pub const LISTING: &str = include_str!("../../queries/upkeep/listing.sql");
/// Counts of products by category, market and facet.
pub const CATEGORY_FACET: &str = include_str!("../../queries/upkeep/category_facet.sql");
/// Pictures of categories.
pub const CATEGORY_MEDIA: &str = include_str!("../../queries/upkeep/category_media.sql");
/// Facts that cards show.
pub const PRODUCT_FACTS: &str = include_str!("../../queries/upkeep/product_facts.sql");
/// What listings filter and sort by, of each product in each market.
pub const CANDIDATE: &str = include_str!("../../queries/upkeep/candidate.sql");

/// All of them, in the order in which one builds on the other.
pub const ALL: [&str; 7] =
    [STOCK_STATE, CATEGORY_PRODUCT, LISTING, CATEGORY_FACET, CATEGORY_MEDIA, PRODUCT_FACTS, CANDIDATE];
