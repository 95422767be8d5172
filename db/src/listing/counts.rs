//! Which products meet the filters, and the counts beside each filter.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::facet::FacetJson;
use super::facet_ids::{FacetBitsets, stars};
use super::{Bitset, ListingQuery};

/// The most stars.
const STARS_MAX: u32 = 5;

/// The products of each block that meet every filter of `query`. Each value in `facets` gets the number of products that
/// remain when it is set, over all blocks.
pub(crate) fn filter_and_count(
    facets: &mut [FacetJson],
    blocks: &[&FacetBitsets],
    query: &ListingQuery,
) -> Vec<Bitset> {
    let mut counts = vec![0; facets.len()];
    let met = blocks.iter().map(|block| filter_block(facets, block, query, &mut counts)).collect();
    for (row, products) in facets.iter_mut().zip(counts) {
        row.count(products);
    }
    met
}

/// The same for one block; adds to `counts`, which are those of `facets`.
fn filter_block(facets: &[FacetJson], products: &FacetBitsets, query: &ListingQuery, counts: &mut [u32]) -> Bitset {
    let filters: BTreeMap<&str, Bitset> = query
        .filters
        .iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(facet, values)| (facet.as_str(), with_any(facets, products, facet, values.iter().map(String::as_str))))
        .collect();
    let met_without = |facet: &str| {
        let mut met = Bitset::all(products.length);
        filters.iter().filter(|(other, _)| **other != facet).for_each(|(_, bitset)| met.intersect_with(bitset));
        met
    };
    let met = met_without("");
    // Values of one facet are alternatives, so a facet's own filter does not count against them.
    let met_without: BTreeMap<&str, Bitset> = filters.keys().map(|facet| (*facet, met_without(facet))).collect();
    for (row, count) in facets.iter().zip(counts) {
        let base = met_without.get(row.facet.as_str()).unwrap_or(&met);
        *count += with(products, row).map_or(0, |bitset| base.intersection_len(&bitset));
    }
    met
}

/// Products that have one of the values.
fn with_any<'a>(
    facets: &[FacetJson],
    products: &FacetBitsets,
    facet: &str,
    values: impl Iterator<Item = &'a str>,
) -> Bitset {
    let mut any = Bitset::none(products.length);
    for value in values {
        if facet == "rating" {
            // The URL may name any number of stars, not only those that are offered.
            let least = (1..=STARS_MAX).find(|stars| stars.to_string() == value);
            least.into_iter().for_each(|least| any.union_with(&with_stars(products, least)));
        } else if let Some(row) = facets.iter().find(|row| row.facet == facet && row.value == value) {
            products.get(row.facet_id).into_iter().for_each(|bitset| any.union_with(bitset));
        }
    }
    any
}

fn with<'a>(products: &'a FacetBitsets, row: &FacetJson) -> Option<Cow<'a, Bitset>> {
    if row.facet == "rating" {
        return Some(Cow::Owned(with_stars(products, row.facet_id / 8)));
    }
    products.get(row.facet_id).map(Cow::Borrowed)
}

fn with_stars(products: &FacetBitsets, least: u32) -> Bitset {
    let mut any = Bitset::none(products.length);
    let bitsets = (least..=STARS_MAX).filter_map(|count| products.get(stars(count)));
    bitsets.for_each(|bitset| any.union_with(bitset));
    any
}
