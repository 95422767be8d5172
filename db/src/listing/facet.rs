//! Groups of filters and their counts.

use outpost_domain::listing::{FacetLabel, FacetName};
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use serde::Deserialize;

use super::ListingQuery;

/// One group of filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its code in a URL, e.g. `brand` or an attribute's code.
    pub code: String,
    /// What the group is about.
    pub name: FacetName,
    /// Its values in the order they are shown; at least one.
    pub values: Vec<FacetValue>,
}

/// One value of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Its code in a URL.
    pub code: String,
    /// Its label.
    pub label: FacetLabel,
    /// Products that remain when it is set.
    pub products: u32,
    /// In force now.
    pub selected: bool,
    /// For colours, an sRGB value such as `#a03020`.
    pub swatch: Option<String>,
}

/// The most values of a group; chosen ones are listed beyond it.
const VALUES_MAX: usize = 24;
/// An attribute is worth a group when one in so many of the products has a value of it.
const COVERAGE: u32 = 10;

/// A value as the statements fold it into JSON: a list of these fields, values of one facet in a row.
#[derive(Deserialize)]
pub(crate) struct FacetJson {
    pub(super) facet: String,
    facet_name: Option<String>,
    pub(super) value: String,
    name: Option<String>,
    swatch: Option<String>,
    from: Option<i64>,
    below: Option<i64>,
    products: u32,
    /// The place of the facet among others.
    facet_position: i64,
    /// The place of the value in its facet.
    position: i64,
    /// The number that stands for the value.
    pub(super) facet_id: u32,
}

impl FacetJson {
    /// Sets how many products remain. Brands and categories are sorted by it.
    pub(super) fn count(&mut self, products: u32) {
        self.products = products;
        if matches!(self.facet.as_str(), "brand" | "category") {
            self.position = -i64::from(products);
        }
    }
}

/// Groups values in order; a chosen value is listed even when nothing remains with it.
///
/// Attributes that few of the `total` products have are left out, and values beyond [`VALUES_MAX`].
pub(super) fn facets(mut raw: Vec<FacetJson>, total: u32, query: &ListingQuery, prefix: MarketLocale) -> Vec<Facet> {
    raw.sort_by_key(|row| (row.facet_position, row.position));
    let mut facets: Vec<Facet> = Vec::new();
    for row in raw {
        let selected = query.selects(&row.facet, &row.value);
        let Some(label) = label(&row, prefix).filter(|_| selected || row.products > 0) else { continue };
        let value = FacetValue { code: row.value, label, products: row.products, selected, swatch: row.swatch };
        match facets.last_mut().filter(|facet| facet.code == row.facet) {
            Some(facet) if facet.values.len() < VALUES_MAX || selected => facet.values.push(value),
            Some(_) => {}
            None => facets.push(Facet { name: name(&row.facet, row.facet_name), code: row.facet, values: vec![value] }),
        }
    }
    facets.retain(|facet| is_worth_showing(facet, total));
    facets
}

fn is_worth_showing(facet: &Facet, total: u32) -> bool {
    let counted: u32 = facet.values.iter().map(|value| value.products).sum();
    let is_attribute = matches!(facet.name, FacetName::Attribute(_));
    !is_attribute || counted >= total / COVERAGE || facet.values.iter().any(|value| value.selected)
}

fn name(facet: &str, attribute: Option<String>) -> FacetName {
    match facet {
        "category" => FacetName::Category,
        "brand" => FacetName::Brand,
        "price" => FacetName::Price,
        "rating" => FacetName::Rating,
        "availability" => FacetName::Availability,
        code => FacetName::Attribute(attribute.unwrap_or_else(|| code.to_owned())),
    }
}

/// `None` for a value that has no label.
fn label(row: &FacetJson, prefix: MarketLocale) -> Option<FacetLabel> {
    let money = |minor| Money::new(minor, prefix.market.currency());
    match row.facet.as_str() {
        "price" => Some(FacetLabel::Price { from: money(row.from?), below: row.below.map(money) }),
        "rating" => row.value.parse().ok().filter(|stars| (1..=5).contains(stars)).map(FacetLabel::Stars),
        "availability" => (row.value == "in").then_some(FacetLabel::InStock),
        _ => row.name.clone().map(FacetLabel::Text),
    }
}
