//! Listings: the products of a category, filtered, sorted and paged.

mod category;
mod facet;
mod narrow;
mod query;

pub use category::{CategoryListing, category};
pub use facet::{Facet, FacetLabel, FacetName, FacetValue};
pub use query::{ListingQuery, Sort, UnknownSort};

pub(crate) use narrow::{Candidates, Narrowed, narrow};

use facet::facets;

use crate::catalogue::Card;

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

/// The last page of a list of `total` products, at least 1.
fn pages(total: u32) -> u32 {
    total.min(REACH).div_ceil(PAGE_SIZE).max(1)
}
