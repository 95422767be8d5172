//! What products refer to, read once for all that are edited together.

use serde::Deserialize;

use super::draft::ValueCode;

/// Codes that a draft may name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// Languages.
    pub locales: Vec<Named>,
    /// Markets, in order.
    pub markets: Vec<MarketReference>,
    /// Vendors, by slug.
    pub vendors: Vec<Named>,
    /// Categories by slug, each with the name of the one above.
    pub categories: Vec<Named>,
    /// Names of brands, as suggestions.
    pub brands: Vec<String>,
    /// Attributes with their values, in order.
    pub attributes: Vec<AttributeReference>,
    /// Which classes are taxed where.
    pub tax_rates: Vec<TaxRate>,
    /// Where stock lies.
    pub locations: Vec<Named>,
}

/// A code with its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Named {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A market.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct MarketReference {
    /// Its code.
    pub code: String,
    /// The code of its currency.
    pub currency: String,
    /// The decimals of that currency.
    pub exponent: u32,
    /// Its own country.
    pub country: String,
    /// Its languages.
    pub locales: Vec<String>,
    /// Where it delivers to.
    pub countries: Vec<String>,
}

/// An attribute with its values.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct AttributeReference {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its values, in order.
    pub values: Vec<Named>,
}

/// A class that is taxed in a country.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TaxRate {
    /// The country.
    pub country: String,
    /// The class.
    pub class: String,
}

impl Reference {
    /// A market by its code.
    pub fn market(&self, code: &str) -> Option<&MarketReference> {
        self.markets.iter().find(|market| market.code == code)
    }

    /// The decimals of a market's currency; none for a market that is not known.
    pub fn exponent(&self, market: &str) -> u32 {
        self.market(market).map_or(0, |market| market.exponent)
    }

    /// Whether this language is one of the shop's.
    pub fn has_locale(&self, code: &str) -> bool {
        self.locales.iter().any(|locale| locale.code == code)
    }

    /// Tax classes, in order, each once.
    pub fn tax_classes(&self) -> Vec<&str> {
        let mut classes: Vec<&str> = self.tax_rates.iter().map(|rate| rate.class.as_str()).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// Whether an attribute has this value.
    pub fn has_value(&self, code: &ValueCode) -> bool {
        let attribute = self.attributes.iter().find(|attribute| attribute.code == code.attribute);
        attribute.is_some_and(|attribute| attribute.values.iter().any(|value| value.code == code.value))
    }
}
