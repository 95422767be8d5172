//! What a shopper asks of a listing.

use std::collections::{BTreeMap, BTreeSet};

use outpost_domain::listing::Sort;

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

#[cfg(test)]
mod tests {
    use super::*;

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
