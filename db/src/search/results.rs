//! The results of a search.

use outpost_domain::ids::Sku;
use outpost_domain::market::MarketLocale;

use super::index::LocalizedStatement;
use super::query::{QueryWords, WordVerdict};
use crate::catalogue::{Card, CardJson, cards, only};
use crate::listing::{Bitset, FacetBitsets, FacetJson, ListingQuery, Page, filter_and_count};
use crate::sql::{Sql, SqlError, Value};

static RESULTS: LocalizedStatement = LocalizedStatement::new(include_str!("../../queries/search/results.sql"));

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
/// has are looked for. One statement, a second where a typo is corrected.
///
/// The 360 most popular matches, fifteen pages, are filtered and counted; `page.at_least` says that there may be more.
/// Fewer are sorted by relevance. A word that 360 products have is matched as a whole, not as a prefix of other words.
pub async fn results(
    sql: &dyn Sql,
    prefix: MarketLocale,
    query: &str,
    listing: &ListingQuery,
) -> Result<Results, SqlError> {
    let words = QueryWords::read(prefix.locale, query).without_joining_words();
    let sku: Option<Sku> = query.trim().to_ascii_uppercase().parse().ok();
    let (results, verdicts) = search(sql, prefix, &words, sku, listing).await?;
    let Some(corrected) = words.correct(&verdicts) else { return Ok(results) };
    let (corrected_results, _) = search(sql, prefix, &corrected, None, listing).await?;
    if corrected_results.page.total == 0 && listing.filters.is_empty() {
        return Ok(results);
    }
    let shown_for = corrected_results.shown_for.unwrap_or_else(|| corrected.text());
    Ok(Results { shown_for: Some(shown_for), ..corrected_results })
}

/// One attempt, with what is known about its words where nothing has them all.
async fn search(
    sql: &dyn Sql,
    prefix: MarketLocale,
    words: &QueryWords,
    sku: Option<Sku>,
    listing: &ListingQuery,
) -> Result<(Results, Vec<WordVerdict>), SqlError> {
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        words.json(),
        Value::from(listing.skipped()),
        listing.filters_json(),
        Value::from(listing.sort.code()),
        Value::from(sku.map(String::from)),
    ];
    let mut row = only(sql.query(RESULTS.get(prefix.locale), parameters).await?)?;
    let mut facets: Vec<FacetJson> = row.json("facets")?;
    let matches: Vec<Vec<u32>> = row.json("facet_ids")?;
    let met = filter_and_count(&mut facets, &[&FacetBitsets::from_products(&matches)], listing);
    let total = met.iter().map(Bitset::len).sum();
    let page = Page::new((total, row.boolean("at_least")?), facets, row.json("cards")?, listing, prefix);
    let verdicts: Vec<WordVerdict> = row.optional_json("verdicts")?.unwrap_or_default();
    let alternatives: Vec<CardJson> = row.optional_json("alternatives")?.unwrap_or_default();
    let kept: Vec<usize> = row.json("kept")?;
    let results = Results { page, shown_for: words.subset(&kept), alternatives: cards(alternatives, prefix) };
    Ok((results, verdicts))
}
