//! The documents search finds products by, and the words they are made of; the seed writes them, `verify` compares.

use std::collections::{BTreeMap, HashSet};

use libsql::Connection;
use outpost_domain::market::Locale;
use outpost_domain::search::{index_text, words};

use crate::SeedError;

const DOCUMENTS: &str = include_str!("../../queries/upkeep/search_documents.sql");
/// Documents read at a time.
const BATCH: i64 = 1_000;

/// What one product is found by in one language, cut into words as the index holds them.
pub struct Document {
    /// The product's rank, by which the index knows it.
    pub rank: i64,
    /// Title, brand, categories and facts.
    pub columns: [String; 4],
}

/// Each word of the catalogue in one language, with the number of products that have it.
pub type Terms = BTreeMap<String, i64>;

/// Reads documents in the order of their rank, batch by batch, and counts their words.
pub struct Documents<'a> {
    connection: &'a Connection,
    locale: Locale,
    after: i64,
    /// The words of all documents read so far.
    pub terms: Terms,
}

impl<'a> Documents<'a> {
    /// Begins with the most popular product.
    pub fn new(connection: &'a Connection, locale: Locale) -> Self {
        Self { connection, locale, after: 0, terms: Terms::new() }
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
            self.count(&columns);
            documents.push(Document { rank, columns: columns.map(|text| index_text(self.locale, &text)) });
            self.after = rank;
        }
        Ok(documents)
    }

    fn count(&mut self, columns: &[String; 4]) {
        let words: HashSet<String> = columns.iter().flat_map(|text| words(text)).filter(|word| is_term(word)).collect();
        for word in words {
            *self.terms.entry(word).or_default() += 1;
        }
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
