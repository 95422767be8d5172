//! The documents search finds products by, and the words they are made of; the seed writes them, `verify` compares.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use libsql::Connection;
use outpost_db::search::localized;
use outpost_domain::market::Locale;
use outpost_domain::search::{index_text, words};

use crate::SeedError;

const DOCUMENTS: &str = include_str!("../../../queries/projection/search_documents.sql");
/// Documents read at a time.
const BATCH: i64 = 1_000;
/// Signs from here on belong to scripts that are cut into pairs.
const FIRST_KANA: char = '\u{3040}';

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
            let words = words(text);
            let indexed: Vec<String> = words.iter().map(|word| indexed(*locale, word)).collect();
            (indexed.join(" "), words.into_iter().filter(|word| is_term(word)).collect())
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

/// A word as the index holds it.
///
/// A single Japanese sign is looked for as the beginning of a pair. The last sign begins none, so it stands behind the
/// pairs by itself: `鍋` finds `土鍋`.
fn indexed(locale: Locale, word: &str) -> String {
    let pairs = index_text(locale, word);
    let is_pair = |last: &char| locale == Locale::Ja && *last >= FIRST_KANA && word.chars().nth(1).is_some();
    match word.chars().next_back().filter(is_pair) {
        Some(last) => format!("{pairs} {last}"),
        None => pairs,
    }
}

/// Whether a word is worth suggesting: two characters at least, and not a number.
fn is_term(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic)
}

/// The statement that puts a document into the index of a language: rank, then the four columns.
pub fn insert_document(locale: Locale) -> Cow<'static, str> {
    localized(include_str!("../../../queries/seed/search_document.sql"), locale)
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

    #[test]
    fn the_last_sign_of_a_japanese_word_stands_by_itself_too() {
        let check = |text: &str, expect: &str| {
            let columns = [text, "", "", ""].map(str::to_owned);
            assert_eq!(Indexer::new(Locale::Ja).index(Document { rank: 1, columns }).columns[0], expect, "{text}");
        };
        check("土鍋", "土鍋 鍋");
        check("木製トレー A4", "木製 製ト トレ レー ー a4");
        check("鍋 mug", "鍋 mug");
    }
}
