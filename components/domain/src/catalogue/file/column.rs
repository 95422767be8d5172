//! The columns of our own layout.

use std::fmt;

/// A column. `price:gb` and `title:de` name a market and a language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the variants are named like the columns")]
pub enum Column {
    Slug,
    State,
    Vendor,
    Brand,
    Category,
    TaxClass,
    Manufacturer,
    EuContact,
    OriginCountry,
    HsCode,
    GuaranteeYears,
    Options,
    Values,
    Pictures,
    Withheld,
    Title(String),
    Summary(String),
    Description(String),
    Ingredients(String),
    Allergens(String),
    Sku,
    WeightGrams,
    Measure,
    VariantValues,
    Price(String),
    CompareAt(String),
    Planned,
    /// Pieces that lie at a location that never had any.
    Stock(String),
}

impl Column {
    /// Columns that name neither market, language nor location, in the order of files.
    pub(super) const PLAIN: [Self; 15] = [
        Self::Slug,
        Self::State,
        Self::Vendor,
        Self::Brand,
        Self::Category,
        Self::TaxClass,
        Self::Manufacturer,
        Self::EuContact,
        Self::OriginCountry,
        Self::HsCode,
        Self::GuaranteeYears,
        Self::Options,
        Self::Values,
        Self::Pictures,
        Self::Withheld,
    ];
    /// Columns of a variant that name no market, in the order of files.
    pub(super) const OF_VARIANTS: [Self; 5] =
        [Self::Sku, Self::WeightGrams, Self::Measure, Self::VariantValues, Self::Planned];

    /// Whether it stands on each line of a product, for the variant there.
    pub(super) const fn is_of_variant(&self) -> bool {
        matches!(
            self,
            Self::Sku
                | Self::WeightGrams
                | Self::Measure
                | Self::VariantValues
                | Self::Price(_)
                | Self::CompareAt(_)
                | Self::Planned
                | Self::Stock(_)
        )
    }

    /// A column by its name; `None` for a name that is none.
    pub fn parse(name: &str) -> Option<Self> {
        let plain = Self::PLAIN.into_iter().chain(Self::OF_VARIANTS).find(|column| column.to_string() == name);
        if plain.is_some() {
            return plain;
        }
        let (kind, of) = name.split_once(':').filter(|(_, of)| !of.is_empty())?;
        let of = of.to_owned();
        Some(match kind {
            "title" => Self::Title(of),
            "summary" => Self::Summary(of),
            "description" => Self::Description(of),
            "ingredients" => Self::Ingredients(of),
            "allergens" => Self::Allergens(of),
            "price" => Self::Price(of),
            "compare_at" => Self::CompareAt(of),
            "stock" => Self::Stock(of),
            _ => return None,
        })
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Slug => f.write_str("slug"),
            Self::State => f.write_str("state"),
            Self::Vendor => f.write_str("vendor"),
            Self::Brand => f.write_str("brand"),
            Self::Category => f.write_str("category"),
            Self::TaxClass => f.write_str("tax_class"),
            Self::Manufacturer => f.write_str("manufacturer"),
            Self::EuContact => f.write_str("eu_contact"),
            Self::OriginCountry => f.write_str("origin_country"),
            Self::HsCode => f.write_str("hs_code"),
            Self::GuaranteeYears => f.write_str("guarantee_years"),
            Self::Options => f.write_str("options"),
            Self::Values => f.write_str("values"),
            Self::Pictures => f.write_str("pictures"),
            Self::Withheld => f.write_str("withheld"),
            Self::Title(locale) => write!(f, "title:{locale}"),
            Self::Summary(locale) => write!(f, "summary:{locale}"),
            Self::Description(locale) => write!(f, "description:{locale}"),
            Self::Ingredients(locale) => write!(f, "ingredients:{locale}"),
            Self::Allergens(locale) => write!(f, "allergens:{locale}"),
            Self::Sku => f.write_str("sku"),
            Self::WeightGrams => f.write_str("weight_grams"),
            Self::Measure => f.write_str("measure"),
            Self::VariantValues => f.write_str("variant_values"),
            Self::Price(market) => write!(f, "price:{market}"),
            Self::CompareAt(market) => write!(f, "compare_at:{market}"),
            Self::Planned => f.write_str("planned"),
            Self::Stock(location) => write!(f, "stock:{location}"),
        }
    }
}
