//! Counts over products: how many of a category have a facet id, and how many of a language have a word.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::rows::SearchRow;
use crate::listing::{ALL, IN_STOCK, category_of_facet_id};

/// Products of a category and a market that have a facet id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FacetCount {
    /// The category.
    pub category_id: i64,
    /// The market.
    pub market_code: String,
    /// The facet id.
    pub facet_id: u32,
    /// How many products have it, or how many more than before.
    pub products: i64,
}

/// Products that have a word in a language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TermCount {
    /// The language.
    pub locale_code: String,
    /// The word.
    pub term: String,
    /// How many products have it, or how many more than before.
    pub products: i64,
}

/// Counts, or changes of counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// By market, category and facet id.
    facets: BTreeMap<String, BTreeMap<(i64, u32), i64>>,
    /// By language and word.
    terms: BTreeMap<String, BTreeMap<String, i64>>,
}

impl Totals {
    /// Counts a product of a market `times` times: 1 adds it, -1 takes it away.
    pub fn count_product(&mut self, row: &SearchRow, is_in_stock: bool, times: i64) {
        if !self.facets.contains_key(&row.market_code) {
            self.facets.insert(row.market_code.clone(), BTreeMap::new());
        }
        let Some(counts) = self.facets.get_mut(&row.market_code) else { return };
        let facet_ids: Vec<u32> = row.facet_ids().collect();
        for category in facet_ids.iter().filter_map(|&facet_id| category_of_facet_id(facet_id)) {
            let mut count = |facet_id: u32, times: i64| *counts.entry((category, facet_id)).or_default() += times;
            let others = facet_ids.iter().filter(|&&facet_id| category_of_facet_id(facet_id).is_none());
            others.for_each(|&facet_id| count(facet_id, times));
            count(ALL, times);
            count(IN_STOCK, times * i64::from(is_in_stock));
        }
    }

    /// Counts each word of a document `times` times.
    pub fn count_terms(&mut self, locale: &str, terms: BTreeSet<String>, times: i64) {
        if !self.terms.contains_key(locale) {
            self.terms.insert(locale.to_owned(), BTreeMap::new());
        }
        let Some(counts) = self.terms.get_mut(locale) else { return };
        for term in terms {
            *counts.entry(term).or_default() += times;
        }
    }

    /// The counts of facet ids that are not 0. The count of products in stock also stands where the category gained products:
    /// stock counts it up later.
    pub fn facets(&self) -> impl Iterator<Item = FacetCount> {
        self.facets.iter().flat_map(|(market, counts)| {
            let gained = |category| counts.get(&(category, ALL)).is_some_and(|&products| products > 0);
            let due = move |&(category, facet_id): &(i64, u32), products: i64| {
                products != 0 || facet_id == IN_STOCK && gained(category)
            };
            let counts = counts.iter().filter(move |(key, products)| due(key, **products));
            counts.map(|(&(category_id, facet_id), &products)| FacetCount {
                category_id,
                market_code: market.clone(),
                facet_id,
                products,
            })
        })
    }

    /// The counts of words that are not 0.
    pub fn terms(&self) -> impl Iterator<Item = TermCount> {
        self.terms.iter().flat_map(|(locale, counts)| {
            let counts = counts.iter().filter(|(_, products)| **products != 0);
            counts.map(|(term, &products)| TermCount { locale_code: locale.clone(), term: term.clone(), products })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(facet_ids: &str) -> SearchRow {
        SearchRow {
            market_code: "gb".to_owned(),
            rank: 1,
            product_id: 1,
            price_minor: 1,
            created_at: 0,
            fair_rating: 0,
            facet_ids: facet_ids.to_owned(),
        }
    }

    fn found(totals: &Totals) -> Vec<(i64, u32, i64)> {
        totals.facets().map(|count| (count.category_id, count.facet_id, count.products)).collect()
    }

    #[test]
    fn a_product_counts_in_each_of_its_categories() {
        let mut totals = Totals::default();
        totals.count_product(&row(",3,9,18,26,"), true, 1);
        let one = |category| [3, IN_STOCK, ALL, 9].map(|facet_id| (category, facet_id, 1));
        assert_eq!(found(&totals), [one(2), one(3)].concat());
    }

    #[test]
    fn a_change_names_what_changed_alone() {
        let mut totals = Totals::default();
        totals.count_product(&row(",3,9,18,"), false, -1);
        totals.count_product(&row(",11,9,18,"), false, 1);
        assert_eq!(found(&totals), [(2, 3, -1), (2, 11, 1)]);
        let mut gained = Totals::default();
        gained.count_product(&row(",3,18,"), false, 1);
        assert_eq!(found(&gained), [(2, 3, 1), (2, IN_STOCK, 0), (2, ALL, 1)]);
    }
}
