//! A product whole, as it is edited, imported and exported.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::measure::Measure;

/// The most options of a product.
pub const OPTIONS_MAX: usize = 3;
/// The most variants of a product.
pub(super) const VARIANTS_MAX: usize = 200;

/// A product with everything that an editor may change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductDraft {
    /// Names its page.
    pub slug: String,
    /// Who sells it, by slug.
    pub vendor: String,
    /// Its brand, by name.
    pub brand: String,
    /// The category that breadcrumbs show, by slug.
    pub category: String,
    /// How it is taxed.
    pub tax_class: String,
    /// Whether the shop shows it.
    pub state: ProductState,
    /// What law asks for.
    pub law: LegalFacts,
    /// Its texts by the code of their language.
    pub texts: BTreeMap<String, ProductText>,
    /// What listings filter by.
    pub values: BTreeSet<ValueCode>,
    /// The attributes that a shopper chooses, in order.
    pub options: Vec<String>,
    /// Its pictures, the main one first.
    pub pictures: Vec<DraftPicture>,
    /// Markets in which it is not sold, each until a time in seconds since 1970, or until further notice.
    pub withheld: BTreeMap<String, Option<i64>>,
    /// Its variants, in order.
    pub variants: Vec<DraftVariant>,
}

/// Whether the shop shows a product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductState {
    /// In the making.
    #[default]
    Draft,
    /// Sold.
    Published,
    /// Sold no more.
    Archived,
}

impl ProductState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Published, Self::Archived];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }
}

/// The text is not the code of a product's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a product's state: draft, published or archived")]
pub struct UnknownProductState;

impl FromStr for ProductState {
    type Err = UnknownProductState;

    fn from_str(text: &str) -> Result<Self, UnknownProductState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownProductState)
    }
}

/// What law asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalFacts {
    /// Name and address of the manufacturer.
    pub manufacturer: String,
    /// Name and address of who answers for it in the European Union.
    pub eu_contact: String,
    /// The country it comes from, in two letters.
    pub origin_country: String,
    /// Its number in the Harmonized System, for customs.
    pub hs_code: String,
    /// Years of the manufacturer's guarantee; 0 without.
    pub guarantee_years: u8,
}

/// Texts of a product in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductText {
    /// Its name.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Plain text; a blank line begins a new paragraph.
    pub description: String,
    /// What food or cosmetics consist of.
    pub ingredients: String,
    /// Which of these cause allergies.
    pub allergens: String,
}

/// A value of an attribute, by their codes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ValueCode {
    /// The attribute.
    pub attribute: String,
    /// Its value.
    pub value: String,
}

/// `colour=red`.
impl fmt::Display for ValueCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.attribute, self.value)
    }
}

/// The text is not the code of an attribute with that of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an attribute with a value, such as colour=red")]
pub struct InvalidValueCode;

impl FromStr for ValueCode {
    type Err = InvalidValueCode;

    fn from_str(text: &str) -> Result<Self, InvalidValueCode> {
        let (attribute, value) = text.split_once('=').ok_or(InvalidValueCode)?;
        let (attribute, value) = (attribute.trim().to_owned(), value.trim().to_owned());
        if attribute.is_empty() || value.is_empty() { Err(InvalidValueCode) } else { Ok(Self { attribute, value }) }
    }
}

/// A picture of a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPicture {
    /// The hash of its bytes.
    pub hash: String,
    /// The option value it shows; `None` for all.
    pub of: Option<ValueCode>,
}

/// What is put in a cart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftVariant {
    /// Its SKU.
    pub sku: String,
    /// The weight of a piece.
    pub weight_grams: i64,
    /// What a piece holds, for the unit price.
    pub measure: Option<Measure>,
    /// Its value of each option.
    pub values: BTreeSet<ValueCode>,
    /// Its prices by market.
    pub prices: BTreeMap<String, DraftPrice>,
    /// Its prices to come.
    pub planned: BTreeSet<PlannedPrice>,
}

/// A price in the minor units of its market's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPrice {
    /// What a piece costs.
    pub amount: i64,
    /// The earlier price that is struck through.
    pub compare_at: Option<i64>,
}

/// A price to come.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PlannedPrice {
    /// The market.
    pub market: String,
    /// From when on, in seconds since 1970.
    pub starts_at: i64,
    /// What a piece costs then.
    pub amount: i64,
    /// The earlier price that is struck through then.
    pub compare_at: Option<i64>,
}

impl ProductDraft {
    /// A draft like this product. Its slug and its SKUs end with a mark that makes them its own.
    pub fn copied(&self, mark: &str) -> Self {
        let begin = |text: &str, longest| {
            let begin: String = text.chars().take(longest).collect();
            begin.trim_end_matches('-').to_owned()
        };
        let variants = self.variants.iter().map(|variant| DraftVariant {
            sku: format!("{}-{}", begin(&variant.sku, 27), mark.to_uppercase()),
            planned: BTreeSet::new(),
            ..variant.clone()
        });
        Self {
            slug: format!("{}-{mark}", begin(&self.slug, 90)),
            state: ProductState::Draft,
            variants: variants.collect(),
            ..self.clone()
        }
    }

    /// Markets that have a price of any variant.
    pub fn priced_markets(&self) -> BTreeSet<&str> {
        self.variants.iter().flat_map(|variant| variant.prices.keys().map(String::as_str)).collect()
    }

    /// Every attribute value it names.
    pub fn value_codes(&self) -> impl Iterator<Item = &ValueCode> {
        let of_pictures = self.pictures.iter().filter_map(|picture| picture.of.as_ref());
        self.values.iter().chain(self.variants.iter().flat_map(|variant| &variant.values)).chain(of_pictures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_a_draft_under_names_of_its_own() {
        let variant = DraftVariant { sku: "MUG-RED".to_owned(), ..DraftVariant::default() };
        let slug = format!("{}-mug", "a".repeat(89));
        let state = ProductState::Published;
        let copy = ProductDraft { slug, state, variants: vec![variant], ..ProductDraft::default() }.copied("01af");
        assert!(crate::catalogue::is_slug(&copy.slug), "{}", copy.slug);
        assert_eq!((copy.state, copy.variants[0].sku.as_str()), (ProductState::Draft, "MUG-RED-01AF"));
    }
}
