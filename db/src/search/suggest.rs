//! Suggestions while a shopper types.

use outpost_domain::category::CategoryLink;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use serde::Deserialize;

use super::languages::Languages;
use super::words::{Verdict, Words};
use crate::catalogue::{Picture, only, optional_json};
use crate::sql::{Sql, SqlError, Value};

static SUGGEST: Languages = Languages::new(include_str!("../../queries/search/suggest.sql"));

/// What a shopper may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Whole queries that find something, up to 3: the one typed if it is one, then the most frequent.
    pub queries: Vec<String>,
    /// Products, up to 6: those that have the very words first, then those whose words only begin with them.
    pub products: Vec<Suggestion>,
    /// Categories in which those products lie, up to 3, in the same order.
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
/// One statement, a second where a typo is mended or an unknown word is left out.
pub async fn suggest(sql: &dyn Sql, prefix: MarketLocale, text: &str) -> Result<Suggestions, SqlError> {
    let words = Words::read(prefix.locale, text);
    let (suggestions, verdicts) = complete(sql, prefix, &words).await?;
    match words.mend(&verdicts).or_else(|| words.known(&verdicts)) {
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
async fn complete(sql: &dyn Sql, prefix: MarketLocale, words: &Words) -> Result<(Suggestions, Vec<Verdict>), SqlError> {
    let Some((last, before)) = words.split_last() else { return Ok((Suggestions::default(), Vec::new())) };
    let parameters = vec![
        Value::from(prefix.market.code()),
        Value::from(prefix.locale.code()),
        words.json(),
        words.spellings_json(last),
        before.whole_expression(),
    ];
    let mut row = only(sql.query(SUGGEST.statement(prefix.locale), parameters).await?)?;
    let terms: Vec<String> = row.json(0)?;
    let products: Vec<SuggestionJson> = row.json(1)?;
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
        categories: row.json(2)?,
    };
    Ok((suggestions, optional_json(&mut row, 3)?.unwrap_or_default()))
}
