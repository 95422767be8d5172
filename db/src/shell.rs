//! What surrounds every page: the top categories and the settings of the market.

use outpost_domain::category::CategoryLink;
use outpost_domain::market::MarketLocale;

use crate::catalogue::only;
use crate::sql::{Sql, SqlError, Value};

const LOAD: &str = include_str!("../queries/shell/load.sql");

/// What surrounds every page of a market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell {
    /// The top categories, in the order of the navigation.
    pub nav: Vec<CategoryLink>,
    /// The data version ([`crate::version`]).
    pub version: i64,
    /// Whether displayed prices contain tax.
    pub tax_inclusive: bool,
    /// The market's home country, ISO 3166, e.g. `GB`.
    pub home_country: String,
    /// Codes of the countries it delivers to, in the order shown; the home country is among them.
    pub countries: Vec<String>,
}

/// Reads the shell of a prefix; one statement.
pub async fn load(sql: &dyn Sql, prefix: MarketLocale) -> Result<Shell, SqlError> {
    let parameters = vec![Value::from(prefix.market.code()), Value::from(prefix.locale.code())];
    let mut row = only(sql.query(LOAD, parameters).await?)?;
    Ok(Shell {
        version: row.integer("version")?,
        tax_inclusive: row.boolean("tax_inclusive")?,
        home_country: row.text("country_code")?,
        countries: row.json("countries")?,
        nav: row.json("nav")?,
    })
}
