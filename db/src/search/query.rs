//! The words of a shopper's query as the statements read them, and the correction of typos.

use outpost_domain::market::Locale;
use outpost_domain::search::{QUERY_WORDS_MAX, deletions, match_expression, query_words, tokens, within_one_typo};
use serde::Deserialize;
use serde_json::json;

use super::spelling::{parts, spellings};
use crate::sql::Value;

/// Words of fewer characters are other words, not typos.
const CORRECTED_CHARACTERS_MIN: usize = 4;

/// The words of a query, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryWords {
    locale: Locale,
    words: Vec<String>,
}

/// What the index holds for one word when no product has them all. The statements write it as a list of these fields.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct WordVerdict {
    /// The word.
    word: String,
    /// 1 where it matches something by itself, else 0.
    known: u8,
    /// Terms that may be meant in place of an unknown word, the most frequent first.
    terms: Vec<String>,
}

impl QueryWords {
    /// The words of a shopper's text.
    pub(super) fn read(locale: Locale, text: &str) -> Self {
        Self { locale, words: query_words(text) }
    }

    /// Without the words that only join others (`tent for two`), unless there are no others.
    pub(super) fn without_joining_words(self) -> Self {
        let joining: &[&str] = match self.locale.language() {
            "en" => &["a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"],
            "de" => &[
                "am", "auf", "aus", "das", "dem", "den", "der", "die", "ein", "eine", "einem", "einen", "für", "fuer",
                "im", "in", "mit", "oder", "und", "von", "zu", "zum", "zur",
            ],
            _ => &[],
        };
        let named: Vec<String> = self.words.iter().filter(|word| !joining.contains(&word.as_str())).cloned().collect();
        if named.is_empty() { self } else { Self { words: named, ..self } }
    }

    /// The last word, and those before it.
    pub(super) fn split_last(&self) -> Option<(&String, Self)> {
        let (last, before) = self.words.split_last()?;
        Some((last, Self { locale: self.locale, words: before.to_vec() }))
    }

    /// The FTS5 expression of whole words, no beginnings of others; NULL for no words.
    ///
    /// Many beginnings in one statement are slow to look up, whole words are not.
    pub(super) fn whole_expression(&self) -> Value {
        let phrases: Vec<String> = self.words.iter().map(|word| self.whole(word)).collect();
        Value::from((!phrases.is_empty()).then(|| phrases.join(" AND ")))
    }

    /// Each word with its spellings, expressions and forms, as the statements read them.
    pub(super) fn json(&self) -> Value {
        let words: serde_json::Value = self
            .words
            .iter()
            .map(|word| {
                let spellings = spellings(self.locale, word);
                let mut forms: Vec<String> = spellings.iter().flat_map(|spelling| deletions(spelling)).collect();
                forms.sort_unstable();
                forms.dedup();
                json!({
                    "word": word, "spellings": spellings, "expression": self.expression(word),
                    "whole": self.whole(word), "forms": forms,
                })
            })
            .collect();
        Value::Text(words.to_string())
    }

    /// The ways of writing a word, as a list in JSON.
    pub(super) fn spellings_json(&self, word: &str) -> Value {
        Value::Text(json!(spellings(self.locale, word)).to_string())
    }

    /// The words as one query.
    pub(super) fn text(&self) -> String {
        self.words.join(" ")
    }

    /// The words and one more as one query.
    pub(super) fn followed_by(&self, word: &str) -> String {
        if self.words.is_empty() { word.to_owned() } else { format!("{} {word}", self.text()) }
    }

    /// The words at these positions as one query; `None` where they are all or none.
    pub(super) fn subset(&self, positions: &[usize]) -> Option<String> {
        let some: Vec<&str> =
            positions.iter().filter_map(|&position| Some(self.words.get(position)?.as_str())).collect();
        (!some.is_empty() && some.len() < self.words.len()).then(|| some.join(" "))
    }

    /// The words with each unknown one replaced by the most frequent term one typo away, or else by its parts.
    ///
    /// `None` where that changes nothing: a word that is known is never corrected.
    pub(super) fn correct(&self, verdicts: &[WordVerdict]) -> Option<Self> {
        let words: Vec<String> =
            verdicts.iter().flat_map(|verdict| self.meant(verdict)).take(QUERY_WORDS_MAX).collect();
        (!verdicts.is_empty() && words != self.words).then_some(Self { locale: self.locale, words })
    }

    /// The words that match something; `None` where those are all or none.
    pub(super) fn known(&self, verdicts: &[WordVerdict]) -> Option<Self> {
        let words: Vec<String> =
            verdicts.iter().filter(|verdict| verdict.known == 1).map(|verdict| verdict.word.clone()).collect();
        (!words.is_empty() && words != self.words).then_some(Self { locale: self.locale, words })
    }

    /// What may be meant by a word.
    fn meant(&self, verdict: &WordVerdict) -> Vec<String> {
        let word = &verdict.word;
        if verdict.known == 1 {
            return vec![word.clone()];
        }
        match verdict.terms.iter().find(|term| self.may_mean(word, term)) {
            Some(term) => vec![term.clone()],
            None => Some(parts(self.locale, word)).filter(|parts| !parts.is_empty()).unwrap_or(vec![word.clone()]),
        }
    }

    /// Whether a word, however it is spelt, is one typo away from a term.
    fn may_mean(&self, word: &str, term: &str) -> bool {
        spellings(self.locale, word).iter().any(|spelling| is_typo(spelling, term))
    }

    /// The FTS5 expression of what begins with a word; a Japanese compound is also found by all of its parts.
    fn expression(&self, word: &str) -> String {
        let beginning = |word: &String| match_expression(std::slice::from_ref(word));
        let mut ways: Vec<String> = spellings(self.locale, word).iter().filter_map(beginning).collect();
        let parts: Vec<String> = parts(self.locale, word).iter().filter_map(beginning).collect();
        if !parts.is_empty() {
            ways.push(format!("({})", parts.join(" AND ")));
        }
        any(&ways)
    }

    /// The FTS5 expression of a word that is complete.
    fn whole(&self, word: &str) -> String {
        let phrase = |spelling: &String| format!("\"{}\"", tokens(spelling).join(" "));
        any(&spellings(self.locale, word).iter().map(phrase).collect::<Vec<_>>())
    }
}

/// The FTS5 expression that any of the ways meets.
fn any(ways: &[String]) -> String {
    match ways {
        [only] => only.clone(),
        ways => format!("({})", ways.join(" OR ")),
    }
}

/// Whether `word` is `term` with one typo. The shortest words must have as many letters as the term: one letter more or
/// less makes another word of them.
fn is_typo(word: &str, term: &str) -> bool {
    let (length, of_term) = (word.chars().count(), term.chars().count());
    let is_long_enough = length > CORRECTED_CHARACTERS_MIN || (length == CORRECTED_CHARACTERS_MIN && length == of_term);
    is_long_enough && within_one_typo(word, term)
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::{EN, GERMAN, JAPANESE};

    use super::*;

    fn verdict(word: &str, known: u8, terms: &[&str]) -> WordVerdict {
        WordVerdict { word: word.to_owned(), known, terms: terms.iter().map(|&term| term.to_owned()).collect() }
    }

    fn check(locale: Locale, verdicts: &[WordVerdict], expect: Option<&str>) {
        let text: Vec<&str> = verdicts.iter().map(|verdict| verdict.word.as_str()).collect();
        let corrected = QueryWords::read(locale, &text.join(" ")).correct(verdicts);
        assert_eq!(corrected.map(|words| words.text()).as_deref(), expect, "{verdicts:?}");
    }

    #[test]
    fn a_typo_is_corrected_by_the_most_frequent_term_near_it() {
        let check = |verdicts: &[WordVerdict], expect| check(EN, verdicts, expect);
        check(&[verdict("red", 1, &[]), verdict("ketle", 0, &["kelten", "kettle", "kettles"])], Some("red kettle"));
        check(&[verdict("red", 1, &["bed"]), verdict("kettle", 1, &["nettle"])], None);
        check(&[verdict("ketle", 0, &["kettle"]), verdict("zzz", 0, &[])], Some("kettle zzz"));
        check(&[verdict("zzzzz", 0, &["kettle"])], None);
        check(&[], None);
    }

    #[test]
    fn words_that_only_join_others_are_not_looked_for() {
        let check = |locale, text: &str, expect: &str| {
            assert_eq!(QueryWords::read(locale, text).without_joining_words().text(), expect)
        };
        check(EN, "Tent for two", "tent two");
        check(EN, "the", "the");
        check(GERMAN, "Kanne für Tee", "kanne tee");
        check(GERMAN, "for", "for");
        check(JAPANESE, "鍋 蓋", "鍋 蓋");
    }

    #[test]
    fn a_short_word_is_another_word_and_no_typo() {
        let check = |word: &str, term: &str, expect| check(EN, &[verdict(word, 0, &[term])], expect);
        check("mat", "mate", None);
        check("mat", "mit", None);
        check("lanp", "lamp", Some("lamp"));
        check("lapm", "lamp", Some("lamp"));
        check("tray", "stray", None);
        check("bead", "bed", None);
        check("lampp", "lamp", Some("lamp"));
    }

    #[test]
    fn a_typo_beside_an_umlaut_is_corrected_however_that_is_written() {
        check(GERMAN, &[verdict("kuechn", 0, &["küche"])], Some("küche"));
        check(EN, &[verdict("kuechn", 0, &["küche"])], None);
    }

    #[test]
    fn a_compound_that_nothing_has_falls_apart() {
        check(JAPANESE, &[verdict("木製トレー", 0, &[])], Some("木製 トレー"));
        check(JAPANESE, &[verdict("木製トレー", 1, &[])], None);
    }

    #[test]
    fn a_word_is_looked_for_in_every_way_of_writing_it() {
        let words = |locale, text: &str| QueryWords::read(locale, text);
        let check = |locale, word: &str, expect: &str| assert_eq!(words(locale, word).expression(word), expect);
        check(EN, "mug", "\"mug\"*");
        check(GERMAN, "kueche", "(\"kueche\"* OR \"küche\"*)");
        check(JAPANESE, "木製トレー", "(\"木製 製ト トレ レー\" OR (\"木製\"* AND \"トレ レー\"))");
        let whole = words(GERMAN, "weiss kanne").whole_expression();
        assert_eq!(whole, Value::from("(\"weiss\" OR \"weiß\") AND \"kanne\""));
    }

    #[test]
    fn unknown_words_are_left_out() {
        let words = QueryWords::read(EN, "travel mug");
        let check = |travel, mug, expect| {
            let known = words.known(&[verdict("travel", travel, &[]), verdict("mug", mug, &[])]);
            assert_eq!(known.map(|words| words.text()).as_deref(), expect, "{travel} {mug}");
        };
        check(0, 1, Some("mug"));
        check(1, 1, None);
        check(0, 0, None);
    }

    #[test]
    fn all_of_the_words_are_not_some_of_them() {
        let words = QueryWords::read(EN, "red travel mug");
        let check =
            |positions: &[usize], expect| assert_eq!(words.subset(positions).as_deref(), expect, "{positions:?}");
        check(&[0, 2], Some("red mug"));
        check(&[0, 1, 2], None);
        check(&[], None);
    }
}
