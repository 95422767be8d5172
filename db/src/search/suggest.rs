//! Suggestions while a shopper types.

use outpost_domain::category::CategoryLink;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use serde::Deserialize;

use super::index::LocalizedStatement;
use super::query::{QueryWords, WordVerdict};
use crate::catalogue::{Picture, only};
use crate::sql::{Sql, SqlError, Value};

static SUGGEST: LocalizedStatement = LocalizedStatement::new(include_str!("../../queries/search/suggest.sql"));

/// What a shopper may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Whole queries that find something, up to 3: the one typed if it is one, then the most frequent.
    pub queries: Vec<String>,
    /// Products, up to 6: those that have the very words first, then those whose words only begin with them.
    pub products: Vec<Suggestion>,
    /// Categories of those products, up to 3, in the same order.
    pub categories: Vec<CategoryLink>,
}

/// A product among the suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Names its page.
    pub slug: String,
    /// Its name in the page's language.
    pub title: String,
    /// Its first picture.
    pub picture: Picture,
    /// The lowest price of its variants.
    pub price: Money,
}

/// Suggestions for a text being typed, its last word unfinished; none for a text without words.
///
/// One statement, a second where a typo is corrected or an unknown word is left out.
pub async fn suggest(sql: &dyn Sql, prefix: MarketLocale, text: &str) -> Result<Suggestions, SqlError> {
    let words = QueryWords::read(prefix.locale, text);
    let (suggestions, verdicts) = complete(sql, prefix, &words).await?;
    match words.correct(&verdicts).or_else(|| words.known(&verdicts)) {
        Some(meant) => complete(sql, prefix, &meant).await.map(|(suggestions, _)| suggestions),
        None => Ok(suggestions),
    }
}

/// A product as the statement folds it into JSON.
#[derive(Deserialize)]
struct SuggestionJson {
    slug: String,
    title: String,
    picture: Picture,
    price: i64,
}

/// One attempt, with what is known about its words where nothing was found.
async fn complete(
    sql: &dyn Sql,
    prefix: MarketLocale,
    words: &QueryWords,
) -> Result<(Suggestions, Vec<WordVerdict>), SqlError> {
    let Some((last, before)) = words.split_last() else { return Ok((Suggestions::default(), Vec::new())) };
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        words.json(),
        words.spellings_json(last),
        before.whole_expression(),
    ];
    let mut row = only(sql.query(SUGGEST.get(prefix.locale), parameters).await?)?;
    let terms: Vec<String> = row.json("terms")?;
    let products: Vec<SuggestionJson> = row.json("products")?;
    let suggestions = Suggestions {
        queries: terms.iter().map(|term| before.followed_by(term)).collect(),
        products: products
            .into_iter()
            .map(|product| Suggestion {
                slug: product.slug,
                title: product.title,
                picture: product.picture,
                price: Money::new(product.price, prefix.market.currency()),
            })
            .collect(),
        categories: row.json("categories")?,
    };
    Ok((suggestions, row.optional_json("verdicts")?.unwrap_or_default()))
}
