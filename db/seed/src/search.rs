//! The documents search finds products by, and the words they are made of; the seed writes them, `verify` compares.

use std::collections::{BTreeMap, HashMap, HashSet};

use libsql::Connection;
use outpost_domain::market::Locale;
use outpost_domain::search::{index_text, words};

use crate::SeedError;

const DOCUMENTS: &str = include_str!("../../queries/upkeep/search_documents.sql");
/// Documents read at a time.
const BATCH: i64 = 1_000;

/// What one product is found by in one language.
pub struct Document {
    /// The product's rank, by which the index knows it.
    pub rank: i64,
    /// Title, brand, categories and facts.
    pub columns: [String; 4],
}

/// Each word of the catalogue in one language, with the number of products that have it.
pub type Terms = BTreeMap<String, i64>;

/// Reads documents as the catalogue has them, in the order of their rank, batch by batch.
pub struct Documents<'a> {
    connection: &'a Connection,
    locale: Locale,
    after: i64,
}

impl<'a> Documents<'a> {
    /// Begins with the most popular product.
    pub fn new(connection: &'a Connection, locale: Locale) -> Self {
        Self { connection, locale, after: 0 }
    }

    /// The next documents; none at the end.
    pub async fn next(&mut self) -> Result<Vec<Document>, SeedError> {
        let mut rows = self.connection.query(DOCUMENTS, (self.locale.code(), self.after, BATCH)).await?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next().await? {
            let rank: i64 = row.get(0)?;
            let mut columns = [const { String::new() }; 4];
            for (column, text) in (1..).zip(&mut columns) {
                *text = row.get(column)?;
            }
            documents.push(Document { rank, columns });
            self.after = rank;
        }
        Ok(documents)
    }
}

/// Cuts documents into words as the index holds them, and counts the words.
pub struct Indexer {
    locale: Locale,
    counts: HashMap<String, i64>,
    // Brands, categories and facts repeat from product to product.
    known: HashMap<String, (String, Vec<String>)>,
}

impl Indexer {
    /// Begins without words.
    pub fn new(locale: Locale) -> Self {
        Self { locale, counts: HashMap::new(), known: HashMap::new() }
    }

    /// The document as the index takes it.
    pub fn index(&mut self, document: Document) -> Document {
        let Self { locale, counts, known } = self;
        let cut = |text: &str| {
            let terms = words(text).into_iter().filter(|word| is_term(word)).collect();
            (index_text(*locale, text), terms)
        };
        let [title, others @ ..] = document.columns;
        for text in &others {
            if !known.contains_key(text) {
                known.insert(text.clone(), cut(text));
            }
        }
        let (title, title_terms): (String, Vec<String>) = cut(&title);
        let others = others.map(|text| &known[&text]);
        let distinct: HashSet<&String> = others.iter().flat_map(|(_, terms)| terms).chain(&title_terms).collect();
        for term in distinct {
            match counts.get_mut(term) {
                Some(count) => *count += 1,
                None => {
                    counts.insert(term.clone(), 1);
                }
            }
        }
        let [brand, category, facts] = others.map(|(indexed, _)| indexed.clone());
        Document { rank: document.rank, columns: [title, brand, category, facts] }
    }

    /// The words of all documents so far.
    pub fn into_terms(self) -> Terms {
        self.counts.into_iter().collect()
    }
}

/// Whether a word is worth suggesting: two characters at least, and not a number.
fn is_term(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic)
}

/// The statement that puts a document into the index of a language: rank, then the four columns.
pub const fn insert_document(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("../../queries/seed/search_en.sql"),
        Locale::De => include_str!("../../queries/seed/search_de.sql"),
        Locale::Ja => include_str!("../../queries/seed/search_ja.sql"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_once_a_product_and_numbers_not_at_all() {
        let mut indexer = Indexer::new(Locale::En);
        for rank in 1..=2 {
            let columns = ["Tall Mug, tall, 350 ml", "Mug & Co", "Mugs", "a"].map(str::to_owned);
            let indexed = indexer.index(Document { rank, columns });
            assert_eq!(indexed.columns, ["tall mug tall 350 ml", "mug co", "mugs", "a"]);
        }
        let terms: Vec<_> = indexer.into_terms().into_iter().collect();
        assert_eq!(terms, ["co", "ml", "mug", "mugs", "tall"].map(|term| (term.to_owned(), 2)));
    }
}
