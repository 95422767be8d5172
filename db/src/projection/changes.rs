//! What changes between the projections that are stored of some products and those that are derived.

use std::collections::BTreeSet;

use outpost_domain::search::deletions;
use serde::Serialize;

use super::blocks::{BlockKey, Blocks};
use super::document::Indexer;
use super::rows::{DocumentRow, ProductRows, SearchRow};
use super::totals::{FacetCount, TermCount, Totals};
use crate::command::to_json;
use crate::listing::BlockColumns;
use crate::sql::{Sql, SqlError, Value};

/// Rows to delete, and rows to store in place of those with the same key.
#[derive(Debug)]
struct Difference<R> {
    gone: Vec<R>,
    written: Vec<R>,
}

impl<R: Ord + Clone> Difference<R> {
    fn between(stored: &BTreeSet<R>, derived: &BTreeSet<R>) -> Self {
        Self {
            gone: stored.difference(derived).cloned().collect(),
            written: derived.difference(stored).cloned().collect(),
        }
    }
}

/// A document as the index takes it, with what was cut into words.
#[derive(Debug, Serialize)]
struct WrittenDocument {
    product_id: i64,
    locale_code: String,
    rank: i64,
    document: String,
    title: String,
    brand: String,
    category: String,
    facts: String,
}

/// A word with one letter left out.
#[derive(Debug, Serialize)]
struct Form<'a> {
    locale_code: &'a str,
    term: &'a str,
    deletion: String,
}

/// A block as the command takes it, in hexadecimal digits.
#[derive(Debug, Serialize)]
struct WrittenBlock {
    #[serde(flatten)]
    key: BlockKey,
    places: String,
    prices: String,
    created: String,
    ratings: String,
    facet_ids: String,
    bitsets: String,
}

/// The lists that the command `apply_projection` takes.
#[derive(Debug)]
pub(super) struct Changes {
    /// Scopes of listings and searches that change.
    scopes: BTreeSet<String>,
    /// The categories of the products, before and after.
    categories: BTreeSet<i64>,
    rows: [(String, String); 3],
    facts: String,
    documents: (String, String),
    facets: Vec<FacetCount>,
    terms: Vec<TermCount>,
    blocks_gone: Vec<BlockKey>,
    blocks: Vec<WrittenBlock>,
}

impl Changes {
    /// Compares; reads the facet blocks that change. At most one statement.
    pub(super) async fn between(
        sql: &dyn Sql,
        stored: &ProductRows,
        derived: &ProductRows,
        in_stock: &BTreeSet<i64>,
    ) -> Result<Self, SqlError> {
        let mut totals = Totals::default();
        let searches = Difference::between(&stored.searches, &derived.searches);
        searches.gone.iter().for_each(|row| totals.count_product(row, in_stock.contains(&row.product_id), -1));
        searches.written.iter().for_each(|row| totals.count_product(row, in_stock.contains(&row.product_id), 1));
        let keys = searches.gone.iter().chain(&searches.written).flat_map(Blocks::keys).collect();
        let mut blocks = Blocks::read(sql, &keys).await?;
        searches.gone.iter().for_each(|row| blocks.remove(row));
        searches.written.iter().for_each(|row| blocks.insert(row));
        let (mut blocks_gone, mut blocks_written) = (Vec::new(), Vec::new());
        for (key, columns) in blocks.take_before(None) {
            match columns {
                Some(columns) => blocks_written.push(WrittenBlock::new(key, &columns)),
                None => blocks_gone.push(key),
            }
        }
        let facts: Vec<_> = derived.facts.difference(&stored.facts).collect();
        let documents = Difference::between(&stored.documents, &derived.documents);
        let categories = stored.categories.iter().chain(&derived.categories).map(|row| row.category_id).collect();
        Ok(Self {
            scopes: scopes(stored, derived),
            categories,
            rows: [
                lists("listings", &Difference::between(&stored.listings, &derived.listings))?,
                lists("places", &Difference::between(&stored.categories, &derived.categories))?,
                lists("searches", &searches)?,
            ],
            facts: to_json("facts", &facts)?,
            documents: documents_cut(&documents, &mut totals)?,
            facets: totals.facets().collect(),
            terms: totals.terms().collect(),
            blocks_gone,
            blocks: blocks_written,
        })
    }

    /// The columns of the command from `scopes` on.
    pub(super) fn parameters(self) -> Result<Vec<Value>, SqlError> {
        let forms: Vec<Form> = self
            .terms
            .iter()
            .flat_map(|TermCount { locale_code, term, .. }| {
                deletions(term).into_iter().map(move |deletion| Form { locale_code, term, deletion })
            })
            .collect();
        let forms = to_json("forms", &forms)?;
        let mut lists = vec![to_json("scopes", &self.scopes)?, to_json("categories", &self.categories)?];
        for (gone, written) in self.rows {
            lists.extend([gone, written]);
        }
        lists.push(self.facts);
        lists.extend([self.documents.0, self.documents.1]);
        lists.extend([to_json("facets", &self.facets)?, to_json("terms", &self.terms)?, forms]);
        lists.extend([to_json("blocks_gone", &self.blocks_gone)?, to_json("blocks", &self.blocks)?]);
        Ok(lists.into_iter().map(Value::Text).collect())
    }
}

impl WrittenBlock {
    fn new(key: BlockKey, columns: &BlockColumns) -> Self {
        Self {
            key,
            places: hexadecimal(&columns.places),
            prices: hexadecimal(&columns.prices),
            created: hexadecimal(&columns.created),
            ratings: hexadecimal(&columns.ratings),
            facet_ids: hexadecimal(&columns.facet_ids),
            bitsets: hexadecimal(&columns.bitsets),
        }
    }
}

/// The scopes of listings and searches in which the products stand or stood. What a market lists changes with its rows and with
/// the order of new products.
fn scopes(stored: &ProductRows, derived: &ProductRows) -> BTreeSet<String> {
    let both = || [stored, derived].into_iter();
    let categories = both().flat_map(|rows| &rows.categories).map(|row| format!("category:{}", row.category_id));
    let searches = both().flat_map(|rows| &rows.searches).map(|row| format!("search:{}", row.market_code));
    let listed = |rows: &ProductRows| -> BTreeSet<(String, i64, i64, i64)> {
        let key = |row: &SearchRow| (row.market_code.clone(), row.product_id, row.rank, row.created_at);
        rows.searches.iter().map(key).collect()
    };
    let (before, after) = (listed(stored), listed(derived));
    let listed = before.symmetric_difference(&after).map(|(market, ..)| format!("listed:{market}"));
    categories.chain(searches).chain(listed).collect()
}

fn lists<R: Serialize>(column: &'static str, difference: &Difference<R>) -> Result<(String, String), SqlError> {
    Ok((to_json(column, &difference.gone)?, to_json(column, &difference.written)?))
}

/// The lists of documents, those that are stored cut into words; counts the words of both.
fn documents_cut(documents: &Difference<DocumentRow>, totals: &mut Totals) -> Result<(String, String), SqlError> {
    let mut indexer = Indexer::default();
    for row in &documents.gone {
        if let Some(indexed) = indexer.index(row)? {
            totals.count_terms(&row.locale_code, indexed.terms, -1);
        }
    }
    let mut written = Vec::new();
    // The index takes documents most quickly in the order of their ranks.
    let mut ordered: Vec<&DocumentRow> = documents.written.iter().collect();
    ordered.sort_by_key(|row| row.rank);
    for row in ordered {
        let Some(indexed) = indexer.index(row)? else { continue };
        totals.count_terms(&row.locale_code, indexed.terms, 1);
        let [title, brand, category, facts] = indexed.columns;
        let DocumentRow { product_id, locale_code, rank, document } = row.clone();
        written.push(WrittenDocument { product_id, locale_code, rank, document, title, brand, category, facts });
    }
    Ok((to_json("documents_gone", &documents.gone)?, to_json("documents", &written)?))
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_in_hexadecimal_digits() {
        assert_eq!(hexadecimal(&[0, 1, 0xAB, 0xFF]), "0001abff");
    }
}
