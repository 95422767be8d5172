//! What search finds products by: documents cut into words as the index holds them.

use std::collections::{BTreeSet, HashMap};

use outpost_domain::market::Locale;
use outpost_domain::search::{index_text, words};

use super::rows::DocumentRow;
use crate::search::indexed_locales;
use crate::sql::SqlError;

/// Signs from here on belong to scripts that are cut into pairs.
const FIRST_KANA: char = '\u{3040}';

/// A document as the index takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexedDocument {
    /// Title, brand, categories and facts.
    pub columns: [String; 4],
    /// The words worth suggesting, each once.
    pub terms: BTreeSet<String>,
}

/// Cuts documents into words.
#[derive(Default)]
pub struct Indexer {
    // Brands, categories and facts repeat from product to product.
    known: HashMap<Locale, HashMap<String, (String, Vec<String>)>>,
}

impl Indexer {
    /// The document as the index of its language takes it; `None` for a language without an index.
    pub fn index(&mut self, row: &DocumentRow) -> Result<Option<IndexedDocument>, SqlError> {
        let Some(locale) = indexed_locales().find(|locale| locale.code() == row.locale_code) else {
            return Ok(None);
        };
        let json =
            |cause: serde_json::Error| SqlError::Json { column: "document".to_owned(), cause: cause.to_string() };
        let [title, others @ ..]: [String; 4] = serde_json::from_str(&row.document).map_err(json)?;
        let (title, title_terms) = cut(locale, &title);
        let mut terms: BTreeSet<String> = title_terms.into_iter().collect();
        let known = self.known.entry(locale).or_default();
        let [brand, category, facts] = others.map(|text| {
            let (indexed, words) = known.entry(text).or_insert_with_key(|text| cut(locale, text));
            terms.extend(words.iter().cloned());
            indexed.clone()
        });
        Ok(Some(IndexedDocument { columns: [title, brand, category, facts], terms }))
    }
}

/// A text as the index holds it, and its words that are worth suggesting.
fn cut(locale: Locale, text: &str) -> (String, Vec<String>) {
    let words = words(text);
    let indexed: Vec<String> = words.iter().map(|word| indexed(locale, word)).collect();
    (indexed.join(" "), words.into_iter().filter(|word| is_term(word)).collect())
}

/// A word as the index holds it.
///
/// A single Japanese sign is looked for as the beginning of a pair. The last sign begins none, so it stands behind the
/// pairs by itself: `鍋` finds `土鍋`.
fn indexed(locale: Locale, word: &str) -> String {
    let pairs = index_text(locale, word);
    let is_pair = |last: &char| locale.language() == "ja" && *last >= FIRST_KANA && word.chars().nth(1).is_some();
    match word.chars().next_back().filter(is_pair) {
        Some(last) => format!("{pairs} {last}"),
        None => pairs,
    }
}

/// Whether a word is worth suggesting: two characters at least, and not a number.
fn is_term(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::{EN, JAPANESE};

    use super::*;
    use crate::command::to_json;

    fn index(locale: Locale, columns: [&str; 4]) -> IndexedDocument {
        let document = to_json("document", &columns).expect("JSON");
        let row = DocumentRow { product_id: 1, locale_code: locale.code().to_owned(), rank: 1, document };
        let mut indexer = Indexer::default();
        assert_eq!(indexer.index(&row), indexer.index(&row), "a text that repeats is cut the same");
        indexer.index(&row).expect("a document").expect("an index")
    }

    #[test]
    fn words_are_named_once_a_product_and_numbers_not_at_all() {
        let indexed = index(EN, ["Tall Mug, tall, 350 ml", "Mug & Co", "Mugs", "a"]);
        assert_eq!(indexed.columns, ["tall mug tall 350 ml", "mug co", "mugs", "a"]);
        assert_eq!(indexed.terms, BTreeSet::from(["co", "ml", "mug", "mugs", "tall"].map(str::to_owned)));
    }

    #[test]
    fn the_last_sign_of_a_japanese_word_stands_by_itself_too() {
        let check = |text: &str, expect: &str| {
            assert_eq!(index(JAPANESE, [text, "", "", ""]).columns[0], expect, "{text}");
        };
        check("土鍋", "土鍋 鍋");
        check("木製トレー A4", "木製 製ト トレ レー ー a4");
        check("鍋 mug", "鍋 mug");
    }
}
