//! What products refer to.

use outpost_domain::catalogue::Reference;
use outpost_domain::market::Locale;

use crate::sql::{Sql, SqlError, Value};

const REFERENCE: &str = include_str!("../../queries/catalogue/reference.sql");

/// Languages, markets, vendors, categories, attributes, tax rates and locations, with names in a language. One statement.
pub async fn reference(sql: &dyn Sql, locale: Locale) -> Result<Reference, SqlError> {
    let rows = sql.query(REFERENCE, vec![Value::from(locale.code())]).await?;
    let Some(mut row) = rows.into_first() else { return Ok(Reference::default()) };
    Ok(Reference {
        locales: row.json("locales")?,
        markets: row.json("markets")?,
        vendors: row.json("vendors")?,
        categories: row.json("categories")?,
        brands: row.json("brands")?,
        attributes: row.json("attributes")?,
        tax_rates: row.json("tax_rates")?,
        locations: row.json("locations")?,
    })
}
