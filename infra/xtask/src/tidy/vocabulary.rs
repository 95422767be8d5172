//! Words that a newcomer would have to learn first. The field has a term for each; STYLE's list of names has most.

use crate::tidy::{Finding, sources::Source};

/// Words that stand nowhere: not in a name, a file's name, a comment or a text. Plurals count as well.
const FORBIDDEN: [&str; 12] = [
    "keeper", "obituary", "visit", "sighting", "heard", "studio", "shelf", "upkeep", "edition", "nonsense", "trial",
    "awake",
];
/// Plurals that do not end in `s` alone.
const PLURALS: [&str; 2] = ["obituaries", "shelves"];
/// The file that has to name them.
const THIS_FILE: &str = "infra/xtask/src/tidy/vocabulary.rs";
/// Cargo's own key for the version of the language, in the two kinds of files that have it.
const CARGO_KEYS: [&str; 2] = ["edition = ", "edition.workspace = "];
const CARGO_FILES: [&str; 2] = ["Cargo.toml", "rustfmt.toml"];

/// Holds one text and its name against the rule.
pub fn check(text: &Source) -> Vec<Finding> {
    if text.path == THIS_FILE {
        return Vec::new();
    }
    let is_cargo = CARGO_FILES.iter().any(|name| text.path.ends_with(name));
    let is_key = |line: &str| is_cargo && CARGO_KEYS.iter().any(|key| line.starts_with(key));
    let lines = text.text.lines().enumerate().filter(|(_, line)| !is_key(line));
    let lines = lines.map(|(index, line)| (format!("{}:{}", text.path, index + 1), line));
    let all = [(text.path.clone(), text.path.as_str())].into_iter().chain(lines);
    all.flat_map(|(place, line)| found(line).into_iter().map(move |word| finding(place.clone(), &word))).collect()
}

fn finding(place: String, word: &str) -> Finding {
    Finding { place, fault: format!("says `{word}`"), mend: "use the field's term; see the names in STYLE" }
}

/// Forbidden words of a line. Words end where letters end, and where a small letter meets a large one.
fn found(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for letter in line.chars() {
        if !letter.is_alphabetic() || (before.is_lowercase() && letter.is_uppercase()) {
            words.push(String::new());
        }
        if letter.is_alphabetic() {
            words.last_mut().into_iter().for_each(|word| word.extend(letter.to_lowercase()));
        }
        before = letter;
    }
    words.retain(|word| is_forbidden(word));
    words
}

fn is_forbidden(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    FORBIDDEN.contains(&word) || FORBIDDEN.contains(&singular) || PLURALS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_line(path: &str, line: &str, expect: usize) {
        assert_eq!(check(&sample(path, line)).len(), expect, "{path}: {line}");
    }

    #[test]
    fn forbidden_words_are_found_in_names_and_texts() {
        check_line("db/src/a.rs", "struct CopyKeeper;", 1);
        check_line("db/src/a.rs", "let shelf_order = the_shelves();", 2);
        check_line("db/src/a.rs", "// The next edition is awake.", 2);
        check_line("infra/trials/a.md", "nothing", 1);
        check_line("db/src/a.rs", "fn visitor(housekeeper: Bookshelf, editions: u8)", 1);
    }

    #[test]
    fn only_cargos_own_key_is_allowed() {
        check_line("db/Cargo.toml", "edition.workspace = true", 0);
        check_line("Cargo.toml", "edition = \"2024\"", 0);
        check_line("db/Cargo.toml", "description = \"An edition\"", 1);
        check_line("db/src/a.toml", "edition = \"2024\"", 1);
    }
}
