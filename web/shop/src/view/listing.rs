//! A listing of products: a category or the results of a search.

use outpost_domain::category::CategoryLink;
use outpost_domain::listing::{FacetLabel, FacetName, Sort};
use outpost_web_ui::view::{Link, Pagination};

use super::shared::{CategoryTile, ProductCard};

/// A listing. Every `href` carries the whole state of the page in its query.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The subject.
    pub heading: Heading,
    /// Categories above this one, the topmost first.
    pub breadcrumbs: Vec<CategoryLink>,
    /// Child categories; for a search, the categories of the results.
    pub subcategories: Vec<CategoryTile>,
    /// Number of matching products.
    pub total: u64,
    /// Where the form of the filters leads, with what it keeps: the text of a search and the order.
    pub filter_form: FilterForm,
    /// Facets in the order of the page, which leaves out facets without values.
    pub facets: Vec<Facet>,
    /// The filters in force.
    pub chips: Vec<Chip>,
    /// The same listing without any filter.
    pub clear_href: String,
    /// The sort orders.
    pub sorts: Vec<SortLink>,
    /// The products of this page, 24 at most.
    pub cards: Vec<ProductCard>,
    /// The position in the list.
    pub pagination: Pagination,
    /// The query of these results, where it is not the shopper's own: corrected, or with words left out.
    pub corrected_query: Option<Link>,
    /// Products shown when nothing matched.
    pub alternatives: Vec<ProductCard>,
}

impl Listing {
    /// Whether nothing matches, even without filters.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.chips.is_empty()
    }
}

/// The subject of a listing.
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
        /// The query.
        query: String,
    },
}

/// A facet with its filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its name.
    pub name: FacetName,
    /// Its values, the most frequent first.
    pub values: Vec<FacetValue>,
}

/// The form of the filters. Every filter that is set is sent as `f`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterForm {
    /// The listing's path.
    pub action: String,
    /// Names and values of what stays as it is.
    pub fields: Vec<(&'static str, String)>,
}

/// A filter that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Its label.
    pub label: FacetLabel,
    /// Number of products when it is set.
    pub count: u64,
    /// Whether it is in force.
    pub selected: bool,
    /// The filter as an address carries it: `brand:acme`.
    pub filter: String,
    /// A colour's sRGB value, such as `#a03020`.
    pub swatch: Option<String>,
}

/// A filter in force, with a link that removes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its label.
    pub label: FacetLabel,
    /// The listing without the filter.
    pub remove_href: String,
}

/// A link that sorts the listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortLink {
    /// The order.
    pub sort: Sort,
    /// Whether it is in force.
    pub selected: bool,
    /// The listing in this order.
    pub href: String,
}
