//! Listings: the products of a category, filtered, sorted and paged.

mod bitset;
mod block;
mod category;
mod counts;
mod facet;
mod facet_ids;
mod filtered;
mod query;

pub use block::BlockColumns;
pub use category::{CategoryListing, category};
pub use facet::{Facet, FacetValue};
pub use query::ListingQuery;

pub(crate) use bitset::Bitset;
pub(crate) use block::{BLOCK_ORDINALS, BlockProduct, FacetBlock};
pub(crate) use counts::filter_and_count;
pub(crate) use facet::FacetJson;
pub(crate) use facet_ids::{
    ALL, FacetBitsets, IN_STOCK, brand_facet_id, category_facet_id, category_of_facet_id, price_facet_id,
    rating_facet_id, value_facet_id,
};

use facet::facets;
use outpost_domain::market::MarketLocale;

use crate::catalogue::{Card, CardJson, cards};

/// Cards on a page.
pub const PAGE_SIZE: u32 = 24;
/// A listing reaches this many products; what lies beyond is found by narrowing it.
pub const REACH: u32 = 2_000;

/// One page of products with the filters that narrow the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many products match.
    pub total: u32,
    /// There may be more than `total`: only the most popular matches were counted.
    pub at_least: bool,
    /// The number of the page, from 1; it may be beyond the last.
    pub page: u32,
    /// The last page that holds cards; at least 1.
    pub pages: u32,
    /// Up to [`PAGE_SIZE`] cards; none beyond the last page.
    pub cards: Vec<Card>,
    /// Groups of filters with counts. Each count says how many products remain when that value is set: filters of
    /// other groups are in force, those of its own are not, because the values of one group are alternatives.
    pub facets: Vec<Facet>,
}

impl Page {
    /// A page of a list of so many products, or at least so many.
    pub(crate) fn new(
        (total, at_least): (u32, bool),
        facets_found: Vec<FacetJson>,
        cards_found: Vec<CardJson>,
        query: &ListingQuery,
        prefix: MarketLocale,
    ) -> Self {
        let pages = total.min(REACH).div_ceil(PAGE_SIZE).max(1);
        Self {
            total,
            at_least,
            page: query.page.max(1),
            pages,
            cards: if query.page > pages { Vec::new() } else { cards(cards_found, prefix) },
            facets: facets(facets_found, total, query, prefix),
        }
    }
}
