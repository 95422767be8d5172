//! Normalises text for the search index, the same for documents and queries.

use unicode_normalization::UnicodeNormalization;

use crate::market::Locale;

/// The most characters of a query that are read.
pub const QUERY_CHARACTERS_MAX: usize = 80;
/// The most words of a query that are read.
pub const QUERY_WORDS_MAX: usize = 8;

/// Text as indexed: normalised, lower case, Japanese (and other scripts without spaces) cut into overlapping pairs.
pub fn index_text(_locale: Locale, text: &str) -> String {
    words(text).iter().map(|word| tokens(word).join(" ")).collect::<Vec<_>>().join(" ")
}

/// The words of a text: runs of letters and digits, NFKC-normalised and lower case; scripts change the word.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut current_is_cjk = false;
    for character in text.nfkc().flat_map(char::to_lowercase) {
        let cjk = is_cjk(character);
        let boundary = !character.is_alphanumeric() && character != 'ー';
        if (boundary || (cjk != current_is_cjk)) && !current.is_empty() {
            words.push(std::mem::take(&mut current));
        }
        if !boundary {
            current_is_cjk = cjk;
            current.push(character);
        }
    }
    if !current.is_empty() {
        words.push(current);
    }
    words
}

/// Index tokens of one word: itself, or for a script without spaces its overlapping character pairs.
pub fn tokens(word: &str) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    if characters.len() < 2 || !characters.iter().all(|&character| is_cjk(character)) {
        return vec![word.to_owned()];
    }
    characters.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// An FTS5 query that matches every word, the last one (and every pair sequence) as a prefix or phrase.
///
/// `None` where there are no words. Every token is quoted, so that a query cannot contain operators of FTS5.
pub fn match_expression(words: &[String]) -> Option<String> {
    let terms: Vec<String> = words
        .iter()
        .map(|word| {
            let tokens = tokens(word);
            if tokens.len() > 1 { format!("\"{}\"", tokens.join(" ")) } else { format!("\"{word}\"*") }
        })
        .collect();
    (!terms.is_empty()).then(|| terms.join(" "))
}

/// The words of a shopper's query, limited in number and length.
pub fn query_words(query: &str) -> Vec<String> {
    let bounded: String = query.chars().take(QUERY_CHARACTERS_MAX).collect();
    let mut words = words(&bounded);
    words.truncate(QUERY_WORDS_MAX);
    words
}

/// The word itself and each form of it with one character left out; two words one typo apart share one of them.
///
/// A word of fewer than 4 characters has no other forms, since a typo makes it another word.
pub fn deletions(word: &str) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    let mut forms = vec![word.to_owned()];
    if characters.len() >= 4 && !characters.iter().any(|&character| is_cjk(character)) {
        for skipped in 0..characters.len() {
            forms.push(
                characters
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != skipped)
                    .map(|(_, &character)| character)
                    .collect(),
            );
        }
        forms.sort_unstable();
        forms.dedup();
    }
    forms
}

/// Whether one insertion, deletion, substitution or swap of neighbours turns `a` into `b`, or none is needed.
pub fn within_one_typo(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let common = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[common..], &b[common..]);
    match (rest_a, rest_b) {
        ([], []) => true,
        ([_, tail_a @ ..], [_, tail_b @ ..]) if tail_a == tail_b => true,
        ([_, tail_a @ ..], rest_b) if tail_a == rest_b => true,
        (rest_a, [_, tail_b @ ..]) if rest_a == tail_b => true,
        ([x1, y1, tail_a @ ..], [x2, y2, tail_b @ ..]) => x1 == y2 && y1 == x2 && tail_a == tail_b,
        _ => false,
    }
}

fn is_cjk(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::JAPANESE;
    use proptest::prelude::*;

    #[test]
    fn words_are_normalised_and_japanese_becomes_pairs() {
        let check = |text: &str, expect: &str| assert_eq!(index_text(JAPANESE, text), expect, "{text:?}");
        check("Enamel Mug, 350 ml", "enamel mug 350 ml");
        check("ホーローマグ", "ホー ーロ ロー ーマ マグ");
        check("ﾏｸﾞ", "マグ");
        check("木製トレー A4", "木製 製ト トレ レー a4");
        check("…!?", "");
    }

    #[test]
    fn a_query_cannot_contain_operators() {
        let expression = match_expression(&query_words("mug\" OR * NEAR(title:x"));
        assert_eq!(expression.as_deref(), Some("\"mug\"* \"or\"* \"near\"* \"title\"* \"x\"*"));
        assert_eq!(match_expression(&query_words("()\"'")), None);
    }

    #[test]
    fn one_typo_is_forgiven_and_two_are_not() {
        let check = |a: &str, b: &str, near: bool| assert_eq!(within_one_typo(a, b), near, "{a} {b}");
        check("kettle", "kettle", true);
        check("ketle", "kettle", true);
        check("kettlle", "kettle", true);
        check("kettel", "kettle", true);
        check("kattle", "kettle", true);
        check("katle", "kettle", false);
        check("", "ab", false);
    }

    proptest! {
        #[test]
        fn words_one_typo_apart_share_a_form(word in "[a-z]{5,12}", at in 0usize..5, letter in "[a-z]") {
            let mut typo: Vec<char> = word.chars().collect();
            typo[at] = letter.chars().next().unwrap_or('x');
            let typo: String = typo.into_iter().collect();
            let forms = deletions(&word);
            prop_assert!(deletions(&typo).iter().any(|form| forms.contains(form)));
            prop_assert!(within_one_typo(&word, &typo));
        }

        #[test]
        fn any_text_gives_a_safe_expression(text in "\\PC*") {
            if let Some(expression) = match_expression(&query_words(&text)) {
                prop_assert!(expression.matches('"').count() % 2 == 0);
            }
        }
    }
}
