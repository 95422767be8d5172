//! What a product lacks to be published.

use std::collections::BTreeSet;

use super::draft::{ProductDraft, ProductState, ProductText};
use super::reference::Reference;

/// Members of the European Union, whose law asks for a manufacturer and somebody who answers for the product there.
const EUROPEAN_UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Something that has to be there before a product is sold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A text in a language: the field and the language's code.
    Text(&'static str, String),
    /// A picture.
    Picture,
    /// A price in any market.
    Price,
    /// A rate for its tax class in this country.
    TaxRate(String),
    /// Its manufacturer, for a market of the European Union.
    Manufacturer,
    /// Who answers for it in the European Union.
    EuContact,
}

/// Everything that a product lacks to be published.
pub fn missing(draft: &ProductDraft, reference: &Reference) -> BTreeSet<Missing> {
    let mut found = BTreeSet::new();
    let none = ProductText::default();
    for locale in &reference.locales {
        let text = draft.texts.get(&locale.code).unwrap_or(&none);
        for (field, text) in [("title", &text.title), ("summary", &text.summary), ("description", &text.description)] {
            if text.trim().is_empty() {
                found.insert(Missing::Text(field, locale.code.clone()));
            }
        }
    }
    if draft.pictures.is_empty() {
        found.insert(Missing::Picture);
    }
    let priced = draft.priced_markets();
    if priced.is_empty() {
        found.insert(Missing::Price);
    }
    let markets = || reference.markets.iter().filter(|market| priced.contains(market.code.as_str()));
    for country in markets().flat_map(|market| &market.countries) {
        let is_taxed = |rate: &super::TaxRate| rate.country == *country && rate.class == draft.tax_class;
        if !reference.tax_rates.iter().any(is_taxed) {
            found.insert(Missing::TaxRate(country.clone()));
        }
    }
    if markets().flat_map(|market| &market.countries).any(|country| EUROPEAN_UNION.contains(&country.as_str())) {
        if draft.law.manufacturer.trim().is_empty() {
            found.insert(Missing::Manufacturer);
        }
        if draft.law.eu_contact.trim().is_empty() {
            found.insert(Missing::EuContact);
        }
    }
    found
}

/// What keeps a draft from being stored as published: what it lacks, and did not lack before where it was published already.
/// So an edit takes nothing away, and what was published under an older law can still be edited.
pub fn newly_missing(before: Option<&ProductDraft>, draft: &ProductDraft, reference: &Reference) -> Vec<Missing> {
    if draft.state != ProductState::Published {
        return Vec::new();
    }
    let known = before
        .filter(|before| before.state == ProductState::Published)
        .map(|before| missing(before, reference))
        .unwrap_or_default();
    missing(draft, reference).into_iter().filter(|missing| !known.contains(missing)).collect()
}
