//! A listing of products: a category or the results of a search.

use outpost_domain::category::CategoryLink;
use outpost_domain::listing::{FacetLabel, FacetName, Sort};
use outpost_web_ui::view::{Link, Pagination};

use super::shared::{CategoryTile, ProductCard};

/// A listing. Every `href` carries the whole state of the page in its query.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What is listed.
    pub heading: Heading,
    /// Categories above this one, the topmost first.
    pub breadcrumbs: Vec<CategoryLink>,
    /// Categories right below (or, for a search, the categories the results lie in).
    pub subcategories: Vec<CategoryTile>,
    /// How many products match.
    pub total: u64,
    /// Facet groups in the order they are shown. Groups without values are left out by the page.
    pub facets: Vec<Facet>,
    /// The filters in force.
    pub chips: Vec<Chip>,
    /// The same listing without any filter.
    pub clear_href: String,
    /// The ways to sort.
    pub sorts: Vec<SortLink>,
    /// The products of this page, 24 at most.
    pub cards: Vec<ProductCard>,
    /// The position in the list.
    pub pagination: Pagination,
    /// The query of these results, where it is not the shopper's own: corrected, or with words left out.
    pub corrected_query: Option<Link>,
    /// Products to go on with when nothing matched.
    pub alternatives: Vec<ProductCard>,
}

impl Listing {
    /// Nothing matches, even without filters.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.chips.is_empty()
    }
}

/// What a listing lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The products of a category.
    Category {
        /// Its name.
        name: String,
        /// A sentence or two about it.
        description: Option<String>,
    },
    /// The results for `query` as the shopper wrote it; an empty one lists everything.
    Search {
        /// The words searched for.
        query: String,
    },
}

/// One group of filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What the group is about.
    pub name: FacetName,
    /// Its values, the likeliest first.
    pub values: Vec<FacetValue>,
}

/// One filter that can be set or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// What it says.
    pub label: FacetLabel,
    /// Products left when it is set.
    pub count: u64,
    /// In force now.
    pub selected: bool,
    /// The listing with this filter switched.
    pub href: String,
}

/// A filter in force, with the way to take it off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub label: FacetLabel,
    /// The listing without it.
    pub remove_href: String,
}

/// A way to sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortLink {
    /// Which order.
    pub sort: Sort,
    /// In force now.
    pub selected: bool,
    /// The listing in this order.
    pub href: String,
}
