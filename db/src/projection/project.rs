//! The derivation of a product's projections. Everything else about them is bookkeeping.

use std::collections::BTreeMap;

use serde_json::json;

use super::reference::Reference;
use super::rows::{CategoryRow, DocumentRow, FactsRow, ListingRow, ProductRows, SearchRow};
use super::source::{Price, ProductSource};
use crate::listing::{brand_facet_id, category_facet_id, price_facet_id, rating_facet_id, value_facet_id};

/// Facts on a card.
const FACTS_MAX: usize = 3;
/// Reviews that every product is given in addition when ratings are compared, and their mean in hundredths.
const FAIR_REVIEWS: i64 = 10;
const FAIR_HUNDREDTHS: i64 = 350;
/// Ratings are compared in so many parts of a hundredth.
const FAIR_PARTS: i64 = 1_000_000;

/// The projections of products. One that is not published has facts only.
pub fn project<'a>(sources: impl IntoIterator<Item = &'a ProductSource>, reference: &Reference) -> ProductRows {
    let mut rows = ProductRows::default();
    for source in sources {
        rows.facts.extend(source.titles.keys().map(|locale| facts(source, reference, locale)));
        if !source.is_published {
            continue;
        }
        let categories = reference.with_ancestors(source.category_id);
        for listing in listings(source, reference) {
            rows.searches.insert(search(source, &listing, &categories));
            rows.listings.insert(listing);
        }
        let documents =
            source.titles.iter().map(|(locale, title)| document(source, reference, &categories, locale, title));
        rows.documents.extend(documents);
        rows.categories.extend(categories.iter().map(|&category_id| CategoryRow {
            category_id,
            rank: source.rank,
            product_id: source.id,
        }));
    }
    rows
}

/// A product stands in the listings of every market that has a price for it, if it has a picture.
fn listings(source: &ProductSource, reference: &Reference) -> Vec<ListingRow> {
    let Some(media_hash) = &source.media_hash else { return Vec::new() };
    let mut prices: BTreeMap<&str, Vec<&Price>> = BTreeMap::new();
    for price in &source.prices {
        prices.entry(&price.market_code).or_default().push(price);
    }
    let listing = |(market, prices): (&str, Vec<&Price>)| {
        let amounts = || prices.iter().map(|price| price.amount_minor);
        let (lowest, highest) = (amounts().min()?, amounts().max()?);
        let cheapest = prices.iter().filter(|price| price.amount_minor == lowest);
        Some(ListingRow {
            market_code: market.to_owned(),
            product_id: source.id,
            price_minor: lowest,
            price_max_minor: highest,
            compare_at_minor: cheapest.filter_map(|price| price.compare_at_minor).min(),
            price_band: reference.price_band(market, lowest),
            media_hash: media_hash.clone(),
        })
    };
    prices.into_iter().filter_map(listing).collect()
}

fn search(source: &ProductSource, listing: &ListingRow, categories: &[i64]) -> SearchRow {
    let mut facet_ids = vec![price_facet_id(listing.price_band), brand_facet_id(source.brand_id)];
    facet_ids.extend(rating_facet_id(source.rating_hundredths));
    facet_ids.extend(categories.iter().map(|&category| category_facet_id(category)));
    facet_ids.extend(source.value_ids.iter().map(|&value| value_facet_id(value)));
    let rated = source.rating_hundredths * source.rating_count + FAIR_HUNDREDTHS * FAIR_REVIEWS;
    SearchRow {
        market_code: listing.market_code.clone(),
        rank: source.rank,
        product_id: source.id,
        price_minor: listing.price_minor,
        created_at: source.created_at,
        fair_rating: rated * FAIR_PARTS / (source.rating_count + FAIR_REVIEWS),
        facet_ids: facet_ids.iter().fold(",".to_owned(), |list, facet_id| list + &facet_id.to_string() + ","),
    }
}

/// Facts are values that a shopper does not choose among, in the order of attributes and values.
fn facts(source: &ProductSource, reference: &Reference, locale: &str) -> FactsRow {
    let is_option = |attribute: i64| source.option_attribute_ids.contains(&attribute);
    let values = source.value_ids.iter().filter_map(|&value| reference.value(value));
    let mut facts: Vec<_> = values
        .filter(|value| !is_option(value.attribute_id))
        .filter_map(|value| Some((value.attribute_position, value.position, value.names.get(locale)?)))
        .collect();
    facts.sort_by_key(|&(attribute, position, _)| (attribute, position));
    let names: Vec<&String> = facts.into_iter().take(FACTS_MAX).map(|(_, _, name)| name).collect();
    FactsRow { product_id: source.id, locale_code: locale.to_owned(), facts: json!(names).to_string() }
}

/// A product is found by its title, its brand, the names of its categories, and the names of its values.
fn document(
    source: &ProductSource,
    reference: &Reference,
    categories: &[i64],
    locale: &str,
    title: &str,
) -> DocumentRow {
    let brand = reference.brand(source.brand_id).unwrap_or_default();
    let categories: Vec<&str> =
        categories.iter().filter_map(|&category| reference.category_name(category, locale)).collect();
    let facts: Vec<&str> = source
        .value_ids
        .iter()
        .filter_map(|&value| Some(reference.value(value)?.names.get(locale)?.as_str()))
        .collect();
    DocumentRow {
        product_id: source.id,
        locale_code: locale.to_owned(),
        rank: source.rank,
        document: json!([title, brand, categories.join(" "), facts.join(" ")]).to_string(),
    }
}
