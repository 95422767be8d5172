//! What many products have in common, read once for all that are projected together.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::catalogue::only;
use crate::sql::{Sql, SqlError};

const REFERENCE: &str = include_str!("../../queries/projector/reference.sql");

/// Names by the code of their language.
pub(super) type Names = BTreeMap<String, String>;

/// Categories, brands, attribute values and price bands.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    categories: BTreeMap<i64, Category>,
    brands: BTreeMap<i64, String>,
    values: BTreeMap<i64, AttributeValue>,
    /// Lower bounds of each market's bands, the highest first.
    bands: BTreeMap<String, Vec<(i64, i64)>>,
}

#[derive(Clone, Debug, Deserialize)]
struct Category {
    id: i64,
    parent_id: Option<i64>,
    names: Names,
}

#[derive(Deserialize)]
struct Brand {
    id: i64,
    name: String,
}

/// A value of an attribute.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct AttributeValue {
    id: i64,
    /// The attribute that it is a value of.
    pub(super) attribute_id: i64,
    /// The place of the attribute among others.
    pub(super) attribute_position: i64,
    /// The place of the value in its attribute.
    pub(super) position: i64,
    /// Its names.
    pub(super) names: Names,
}

#[derive(Deserialize)]
struct PriceBand {
    market_code: String,
    band: i64,
    from_minor: i64,
}

impl Reference {
    /// Reads all of it. One statement.
    pub async fn read(sql: &dyn Sql) -> Result<Self, SqlError> {
        let mut row = only(sql.query(REFERENCE, Vec::new()).await?)?;
        let categories: Vec<Category> = row.json("categories")?;
        let brands: Vec<Brand> = row.json("brands")?;
        let values: Vec<AttributeValue> = row.json("attribute_values")?;
        let mut bands: BTreeMap<String, Vec<(i64, i64)>> = BTreeMap::new();
        for band in row.json::<Vec<PriceBand>>("price_bands")? {
            bands.entry(band.market_code).or_default().push((band.band, band.from_minor));
        }
        bands.values_mut().for_each(|bands| bands.sort_unstable_by_key(|&(band, _)| std::cmp::Reverse(band)));
        Ok(Self {
            categories: categories.into_iter().map(|category| (category.id, category)).collect(),
            brands: brands.into_iter().map(|brand| (brand.id, brand.name)).collect(),
            values: values.into_iter().map(|value| (value.id, value)).collect(),
            bands,
        })
    }

    /// A category and those above it, by their numbers.
    pub(super) fn with_ancestors(&self, category: i64) -> Vec<i64> {
        let mut found = Vec::new();
        let mut next = self.categories.get(&category);
        // A tree is at most six deep; a circle, which would be damage, ends here as well.
        while let Some(category) = next.filter(|_| found.len() < 8) {
            found.push(category.id);
            next = category.parent_id.and_then(|parent| self.categories.get(&parent));
        }
        found.sort_unstable();
        found
    }

    /// A category's name in a language.
    pub(super) fn category_name(&self, category: i64, locale: &str) -> Option<&str> {
        Some(self.categories.get(&category)?.names.get(locale)?.as_str())
    }

    /// A brand's name.
    pub(super) fn brand(&self, brand: i64) -> Option<&str> {
        self.brands.get(&brand).map(String::as_str)
    }

    /// A value of an attribute.
    pub(super) fn value(&self, value: i64) -> Option<&AttributeValue> {
        self.values.get(&value)
    }

    /// The band of a market that a price falls into; the lowest below all of them.
    pub(super) fn price_band(&self, market: &str, price_minor: i64) -> i64 {
        let bands = self.bands.get(market).map_or(&[][..], Vec::as_slice);
        bands.iter().find(|(_, from_minor)| *from_minor <= price_minor).map_or(0, |(band, _)| *band)
    }
}
