//! What a shopper asks of a listing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::{PAGE_SIZE, REACH};
use crate::sql::Value;

/// Filters, order and page of a listing. What no product has matches nothing, and is no error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingQuery {
    /// Chosen values by facet code. Values of one facet are alternatives; every facet must be met.
    ///
    /// Codes are `category` (slugs of the two upper levels; in a search only), `brand` (slugs), `price` (bands: `0`, `1`,
    /// …), `rating` (`4`: four stars and up), `availability` (`in`: pieces are on hand, so backorders are not among them)
    /// and those of attributes, e.g. `colour`.
    pub filters: BTreeMap<String, BTreeSet<String>>,
    /// The order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: u32,
}

impl Default for ListingQuery {
    fn default() -> Self {
        Self { filters: BTreeMap::new(), sort: Sort::Popular, page: 1 }
    }
}

impl ListingQuery {
    /// Whether a value is chosen.
    pub fn selects(&self, facet: &str, value: &str) -> bool {
        self.filters.get(facet).is_some_and(|values| values.contains(value))
    }

    /// Whether any value is chosen.
    pub fn is_narrowed(&self) -> bool {
        self.filters.values().any(|values| !values.is_empty())
    }

    /// Whether a category answers it in one statement; filters and other orders take two.
    pub fn is_one_statement(&self) -> bool {
        !self.is_narrowed() && self.sort == Sort::Popular
    }

    /// The filters as the statements read them: `{"colour": ["red", "blue"]}`; facets without values are left out.
    pub(crate) fn filters_json(&self) -> Value {
        let filters: serde_json::Map<String, serde_json::Value> = self
            .filters
            .iter()
            .filter(|(_, values)| !values.is_empty())
            .map(|(facet, values)| (facet.clone(), values.iter().cloned().collect()))
            .collect();
        Value::Text(serde_json::Value::Object(filters).to_string())
    }

    /// How many products precede the page; a page out of reach begins where the reach ends.
    pub(crate) fn skipped(&self) -> u32 {
        (self.page.max(1) - 1).saturating_mul(PAGE_SIZE).min(REACH)
    }
}

/// The orders of a listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best selling first; in a search, the best match.
    #[default]
    Popular,
    /// Cheapest first.
    PriceAscending,
    /// Dearest first.
    PriceDescending,
    /// Best rated first; a few reviews count for less than many.
    Rating,
    /// Newest first.
    Newest,
}

impl Sort {
    /// Every order, in which they are offered.
    pub const ALL: [Self; 5] = [Self::Popular, Self::PriceAscending, Self::PriceDescending, Self::Rating, Self::Newest];

    /// Its code in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Popular => "popular",
            Self::PriceAscending => "price-asc",
            Self::PriceDescending => "price-desc",
            Self::Rating => "rating",
            Self::Newest => "newest",
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names no order of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an order of a listing: popular, price-asc, price-desc, rating or newest")]
pub struct UnknownSort;

impl FromStr for Sort {
    type Err = UnknownSort;

    fn from_str(text: &str) -> Result<Self, UnknownSort> {
        Self::ALL.into_iter().find(|sort| sort.code() == text).ok_or(UnknownSort)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_back_from_its_code() {
        for sort in Sort::ALL {
            assert_eq!(sort.code().parse(), Ok(sort));
        }
        assert_eq!("cheapest".parse::<Sort>(), Err(UnknownSort));
    }

    #[test]
    fn a_facet_without_values_filters_nothing() {
        let mut query = ListingQuery::default();
        query.filters.entry("brand".to_owned()).or_default();
        assert!(!query.is_narrowed());
        assert_eq!(query.filters_json(), Value::from("{}"));
        query.filters.entry("colour".to_owned()).or_default().insert("re\"d".to_owned());
        assert!(query.is_narrowed() && query.selects("colour", "re\"d"));
        assert_eq!(query.filters_json(), Value::from(r#"{"colour":["re\"d"]}"#));
    }
}
