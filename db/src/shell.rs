//! What surrounds every page: the top categories and the settings of the market.

use std::collections::BTreeMap;

use outpost_domain::category::CategoryLink;
use outpost_domain::market::{MarketEntry, MarketLocale, Markets};
use outpost_domain::settings::MarketSettings;

use crate::catalogue::only;
use crate::sql::{Sql, SqlError, Value};
use crate::version::{self, Scope, Versions};

const LOAD: &str = include_str!("../queries/shell/load.sql");

/// What surrounds every page of a market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell {
    /// The top categories, in the order of the navigation.
    pub nav: Vec<CategoryLink>,
    /// The versions of the market's own scopes and of those that were asked for.
    pub versions: Versions,
    /// Whether displayed prices contain tax.
    pub tax_inclusive: bool,
    /// The market's home country, ISO 3166, e.g. `GB`.
    pub home_country: String,
    /// Codes of the countries it delivers to, in the order shown; the home country is among them.
    pub countries: Vec<String>,
    /// Codes of the ways to pay that the market offers, the suggested one first.
    pub payment_methods: Vec<String>,
    /// Every market, where the catalogue's tag is not the one that the caller knows them by.
    pub markets: Option<Markets>,
    /// What the owner set for the market.
    pub settings: MarketSettings,
}

/// Reads the shell of a prefix, with the versions of the market's scopes and of `others`; one statement. The markets come
/// along where `known_tag` is not the tag of the catalogue.
pub async fn load(
    sql: &dyn Sql,
    prefix: MarketLocale,
    others: impl IntoIterator<Item = Scope>,
    known_tag: Option<i64>,
) -> Result<Shell, SqlError> {
    let mut scopes: Vec<Scope> = others.into_iter().collect();
    scopes.extend([Scope::Shell, Scope::Listed, Scope::Search].map(|scope| scope(prefix.market.code)));
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        version::names(&scopes),
        known_tag.map_or(Value::Null, Value::from),
    ];
    let mut row = only(sql.query(LOAD, parameters).await?)?;
    let versions: BTreeMap<String, i64> = row.json("scopes")?;
    let version = |scope: &Scope| versions.get(&scope.to_string()).copied().unwrap_or(0);
    let tag = Versions::new(row.integer("tag")?);
    Ok(Shell {
        versions: scopes.iter().fold(tag, |all, scope| all.with(*scope, version(scope))),
        tax_inclusive: row.boolean("tax_inclusive")?,
        home_country: row.text("country_code")?,
        countries: row.json("countries")?,
        payment_methods: row.json("payment_methods")?,
        markets: row.optional_json("markets")?.map(|entries: Vec<MarketEntry>| Markets::new(entries)),
        settings: MarketSettings::new(row.json("settings")?),
        nav: row.json("nav")?,
    })
}
