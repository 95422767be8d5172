//! A shopper's words as the statements read them, and the mending of a typo.

use outpost_domain::search::{deletions, match_expression, tokens, within_one_typo};

use crate::sql::Value;

/// Words that are looked for together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words(pub(super) Vec<String>);

/// What the index says about one word when nothing was found: the word, whether it matches anything alone (1 or 0),
/// and terms that may be meant, the most frequent first.
pub(super) type Verdict = (String, u8, Vec<String>);

impl Words {
    /// The FTS5 expression of whole words, no beginnings of others; NULL for no words.
    ///
    /// Many beginnings in one statement are slow to look up, whole words are not.
    pub(super) fn whole_expression(&self) -> Value {
        let phrases: Vec<String> = self.0.iter().map(|word| whole(word)).collect();
        Value::from((!phrases.is_empty()).then(|| phrases.join(" ")))
    }

    /// Each word with what it takes to look for it, to judge and to mend it, as the statements read them.
    pub(super) fn json(&self) -> Value {
        let words: serde_json::Value = self
            .0
            .iter()
            .map(|word| {
                let expression = match_expression(std::slice::from_ref(word));
                serde_json::json!({
                    "word": word, "expression": expression, "whole": whole(word), "forms": deletions(word),
                })
            })
            .collect();
        Value::Text(words.to_string())
    }

    /// The words as one query.
    pub(super) fn text(&self) -> String {
        self.0.join(" ")
    }
}

/// The FTS5 expression of a word that is complete.
fn whole(word: &str) -> String {
    format!("\"{}\"", tokens(word).join(" "))
}

/// The words with each unknown one replaced by the most frequent term one typo away.
///
/// `None` where every word is known, so that a typo is not what is wrong, or one is beyond mending.
pub(super) fn mend(verdicts: &[Verdict]) -> Option<Words> {
    if verdicts.iter().all(|(_, known, _)| *known == 1) {
        return None;
    }
    let mended: Option<Vec<String>> = verdicts
        .iter()
        .map(
            |(word, known, terms)| {
                if *known == 1 { Some(word) } else { terms.iter().find(|term| within_one_typo(word, term)) }
            },
        )
        .map(|word| word.cloned())
        .collect();
    mended.map(Words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_is_mended_by_the_most_frequent_term_near_it() {
        let verdict = |word: &str, known, terms: &[&str]| {
            (word.to_owned(), known, terms.iter().map(|&term| term.to_owned()).collect::<Vec<_>>())
        };
        let check = |verdicts: &[Verdict], expect: Option<&str>| {
            assert_eq!(mend(verdicts).map(|words| words.text()).as_deref(), expect, "{verdicts:?}");
        };
        check(&[verdict("red", 1, &[]), verdict("ketle", 0, &["kelten", "kettle", "kettles"])], Some("red kettle"));
        check(&[verdict("red", 1, &["bed"]), verdict("kettle", 1, &[])], None);
        check(&[verdict("ketle", 0, &["kettle"]), verdict("zzz", 0, &[])], None);
        check(&[], None);
    }
}
