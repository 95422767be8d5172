//! Filters over sets of products, and the counts beside each filter.

use std::collections::BTreeMap;

use super::facet::FacetJson;
use super::tags::{Tagged, stars};
use super::{ListingQuery, Set};

/// The most stars.
const STARS_MAX: u32 = 5;

/// The places that meet every filter of `query`; counts, for each value in `facets`, those that remain when it is set.
pub(crate) fn narrow(facets: &mut [FacetJson], tagged: &Tagged, query: &ListingQuery) -> Set {
    let filters: BTreeMap<&str, Set> = query
        .filters
        .iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(facet, values)| (facet.as_str(), with_any(facets, tagged, facet, values.iter().map(String::as_str))))
        .collect();
    let met_beside = |facet: &str| {
        let mut met = Set::all(tagged.places);
        filters.iter().filter(|(other, _)| **other != facet).for_each(|(_, set)| met.meet(set));
        met
    };
    let met = met_beside("");
    // Values of one facet are alternatives, so a facet's own filter does not count against them.
    let beside: BTreeMap<&str, Set> = filters.keys().map(|facet| (*facet, met_beside(facet))).collect();
    for row in facets {
        let base = beside.get(row.facet.as_str()).unwrap_or(&met);
        row.count(with(tagged, row).map_or(0, |set| base.common(&set)));
    }
    met
}

/// Places that have one of the values.
fn with_any<'a>(facets: &[FacetJson], tagged: &Tagged, facet: &str, values: impl Iterator<Item = &'a str>) -> Set {
    let mut any = Set::none(tagged.places);
    for value in values {
        if facet == "rating" {
            // Every number of stars can be asked for, not only those that are offered.
            let least = (1..=STARS_MAX).find(|stars| stars.to_string() == value);
            least.into_iter().for_each(|least| any.join(&with_stars(tagged, least)));
        } else if let Some(row) = facets.iter().find(|row| row.facet == facet && row.value == value) {
            tagged.get(row.tag).into_iter().for_each(|set| any.join(set));
        }
    }
    any
}

fn with<'a>(tagged: &'a Tagged, row: &FacetJson) -> Option<std::borrow::Cow<'a, Set>> {
    if row.facet == "rating" {
        return Some(std::borrow::Cow::Owned(with_stars(tagged, row.tag / 8)));
    }
    tagged.get(row.tag).map(std::borrow::Cow::Borrowed)
}

fn with_stars(tagged: &Tagged, least: u32) -> Set {
    let mut any = Set::none(tagged.places);
    (least..=STARS_MAX).filter_map(|count| tagged.get(stars(count))).for_each(|set| any.join(set));
    any
}
