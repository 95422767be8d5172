//! Listings: the products of a category, filtered, sorted and paged.

mod category;
mod facet;
mod narrow;
mod query;
mod set;
mod shelf;
mod tags;

pub use category::{CategoryListing, category};
pub use facet::{Facet, FacetValue};
pub use query::ListingQuery;
pub use set::Set;
pub use tags::category_of;

pub(crate) use facet::FacetJson;
use facet::facets;
pub(crate) use narrow::narrow;
use outpost_domain::market::MarketLocale;
pub(crate) use tags::Tagged;

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
    /// There may be more than `total`: only the most popular candidates were counted.
    pub at_least: bool,
    /// This page, from 1, as it was asked for; it may lie beyond the last.
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
