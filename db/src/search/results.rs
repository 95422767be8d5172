//! The results of a search.

use outpost_domain::ids::Sku;
use outpost_domain::market::MarketLocale;

use super::languages::Languages;
use super::words::{Verdict, Words};
use crate::catalogue::{Card, CardJson, cards, only, optional_json};
use crate::listing::{FacetJson, ListingQuery, Page, Tagged, narrow};
use crate::sql::{Sql, SqlError, Value};

static RESULTS: Languages = Languages::new(include_str!("../../queries/search/results.sql"));

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Results {
    /// The products, best match first unless sorted otherwise. Facets include `category`.
    pub page: Page,
    /// The words these are results for, where they are not the shopper's: `copper kettle` for `coper ketle`, because a
    /// word that matched nothing was one typo away from one of the catalogue; `mug` for `travel mug`, because nothing
    /// has both.
    pub shown_for: Option<String>,
    /// When nothing was found: popular products to go on with, up to 8.
    pub alternatives: Vec<Card>,
}

/// Searches titles, brands, categories, facts and SKUs for every word of `query` (the shopper's text as typed), the
/// words being prefixes; an empty query finds everything. Where nothing has all words, the most of them that one product
/// has are looked for. One statement, a second where a typo is mended.
///
/// The 360 most popular matches, fifteen pages, are filtered and counted; `page.at_least` says that there may be more.
/// Fewer are ordered by how well they match. A word that 360 products have is looked for as it is, and no longer as the
/// beginning of other words.
pub async fn results(
    sql: &dyn Sql,
    prefix: MarketLocale,
    query: &str,
    listing: &ListingQuery,
) -> Result<Results, SqlError> {
    let words = Words::read(prefix.locale, query).that_name();
    let sku: Option<Sku> = query.trim().to_ascii_uppercase().parse().ok();
    let (results, verdicts) = search(sql, prefix, &words, sku, listing).await?;
    let Some(mended) = words.mend(&verdicts) else { return Ok(results) };
    let (mended_results, _) = search(sql, prefix, &mended, None, listing).await?;
    if mended_results.page.total == 0 && listing.filters.is_empty() {
        return Ok(results);
    }
    let shown_for = mended_results.shown_for.unwrap_or_else(|| mended.text());
    Ok(Results { shown_for: Some(shown_for), ..mended_results })
}

/// One attempt, with what is known about its words where nothing has them all.
async fn search(
    sql: &dyn Sql,
    prefix: MarketLocale,
    words: &Words,
    sku: Option<Sku>,
    listing: &ListingQuery,
) -> Result<(Results, Vec<Verdict>), SqlError> {
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        words.json(),
        Value::from(listing.skipped()),
        listing.filters_json(),
        Value::from(listing.sort.code()),
        Value::from(sku.map(String::from)),
    ];
    let mut row = only(sql.query(RESULTS.statement(prefix.locale), parameters).await?)?;
    let mut facets: Vec<FacetJson> = row.json(1)?;
    let candidates: Vec<Vec<u32>> = row.json(2)?;
    let total = narrow(&mut facets, &Tagged::from_candidates(&candidates), listing).len();
    let page = Page::new((total, row.integer(0)? == 1), facets, row.json(3)?, listing, prefix);
    let verdicts: Vec<Verdict> = optional_json(&mut row, 4)?.unwrap_or_default();
    let alternatives: Vec<CardJson> = optional_json(&mut row, 5)?.unwrap_or_default();
    let kept: Vec<usize> = row.json(6)?;
    let results = Results { page, shown_for: words.some(&kept), alternatives: cards(alternatives, prefix) };
    Ok((results, verdicts))
}
