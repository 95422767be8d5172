//! The ways in which a word may be written: German umlauts as two letters, Japanese compounds as their parts.

use outpost_domain::market::Locale;

/// The most places of a word that are tried in another spelling.
const PLACES_MAX: usize = 3;

/// Two letters, and the one they are written for where a keyboard lacks it.
const UMLAUTS: [(&str, &str); 4] = [("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß")];

/// The word itself, then every other spelling of it: `kueche` may be `küche`, `strasse` `straße`.
///
/// Not every pair is an umlaut (`neue`, `messer`), so each place is taken both ways.
pub(super) fn spellings(locale: Locale, word: &str) -> Vec<String> {
    let mut spellings = vec![String::new()];
    let (mut rest, mut places) = (word, 0);
    while let Some(letter) = rest.chars().next() {
        let place = umlaut(rest).filter(|_| locale.language() == "de" && places < PLACES_MAX);
        let (written, otherwise) = place.unwrap_or((&rest[..letter.len_utf8()], None));
        let other: Vec<String> =
            otherwise.iter().flat_map(|other| spellings.iter().map(move |start| format!("{start}{other}"))).collect();
        spellings.iter_mut().for_each(|start| start.push_str(written));
        places += usize::from(!other.is_empty());
        spellings.extend(other);
        rest = &rest[written.len()..];
    }
    spellings
}

/// The umlaut, or the letters in its place, with which a text begins, and the other spelling of it.
fn umlaut(text: &str) -> Option<(&'static str, Option<&'static str>)> {
    UMLAUTS.into_iter().find_map(|(two, one)| {
        let written = [(two, one), (one, two)].into_iter().find(|(written, _)| text.starts_with(written));
        written.map(|(written, other)| (written, Some(other)))
    })
}

/// The parts of a Japanese compound, cut where the script changes: `木製トレー` is `木製` and `トレー`.
///
/// Single hiragana are particles and endings, and left out; none where the word is its only part.
pub(super) fn parts(locale: Locale, word: &str) -> Vec<String> {
    if locale.language() != "ja" {
        return Vec::new();
    }
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for sign in word.chars() {
        let script = Script::of(sign);
        match parts.last_mut().filter(|_| last == Some(script)) {
            Some(part) => part.push(sign),
            None => parts.push(sign.to_string()),
        }
        last = Some(script);
    }
    parts.retain(|part| part.chars().count() > 1 || part.chars().any(|sign| Script::of(sign) != Script::Hiragana));
    parts.retain(|part| part != word);
    parts
}

/// What a sign is written in, as far as it cuts words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Hiragana,
    Katakana,
    Other,
}

impl Script {
    const fn of(sign: char) -> Self {
        match sign {
            '\u{3040}'..='\u{309f}' => Self::Hiragana,
            '\u{30a0}'..='\u{30ff}' => Self::Katakana,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::{EN, GERMAN, JAPANESE};

    use super::*;

    #[test]
    fn an_umlaut_and_its_two_letters_are_the_same_to_a_german_reader_only() {
        let check = |locale, word: &str, expect: &[&str]| assert_eq!(spellings(locale, word), expect, "{word}");
        check(GERMAN, "kueche", &["kueche", "küche"]);
        check(GERMAN, "küche", &["küche", "kueche"]);
        check(GERMAN, "weiss", &["weiss", "weiß"]);
        check(GERMAN, "straße", &["straße", "strasse"]);
        check(GERMAN, "mauersaeule", &["mauersaeule", "maürsaeule", "mauersäule", "maürsäule"]);
        check(GERMAN, "topf", &["topf"]);
        check(GERMAN, "", &[""]);
        check(EN, "blue", &["blue"]);
        assert_eq!(spellings(GERMAN, &"ue".repeat(20)).len(), 8);
    }

    #[test]
    fn a_japanese_compound_falls_apart_where_its_script_changes() {
        let check = |word: &str, expect: &[&str]| assert_eq!(parts(JAPANESE, word), expect, "{word}");
        check("木製トレー", &["木製", "トレー"]);
        check("鍋の蓋", &["鍋", "蓋"]);
        check("お皿", &["皿"]);
        check("トレー", &[]);
        check("鍋", &[]);
        check("mug", &[]);
        assert!(parts(GERMAN, "木製トレー").is_empty());
    }
}
