//! Passwords that are tried first: a small table of those that every published leak is full of.

/// Lower case, eight characters or more, sorted.
const COMMON: &str = include_str!("leaked.txt");

/// Whether a password, in lower case, is among those that are tried first: in the table, with or without digits and signs
/// after it, or a short piece repeated, or a walk up or down the alphabet or the digits.
pub(super) fn is_common(lower: &str) -> bool {
    let stem = lower.trim_end_matches(|letter: char| !letter.is_alphabetic());
    is_listed(lower) || is_listed(stem) || is_repeated(lower) || is_sequence(lower)
}

fn is_listed(lower: &str) -> bool {
    !lower.is_empty() && COMMON.lines().any(|line| line == lower)
}

/// One to three characters over and over.
fn is_repeated(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    (1..=3).any(|length| letters.len() > length && letters.windows(length + 1).all(|part| part[0] == part[length]))
}

/// Every character follows the one before it, up or down; `0` follows `9`.
fn is_sequence(lower: &str) -> bool {
    let letters: Vec<u32> = lower.chars().map(u32::from).collect();
    let step = |from: u32, to: u32| to == from + 1 || (from, to) == (u32::from('9'), u32::from('0'));
    let up = letters.windows(2).all(|pair| step(pair[0], pair[1]));
    let down = letters.windows(2).all(|pair| step(pair[1], pair[0]));
    up || down
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_holds_nothing_that_is_never_asked_for() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.len() >= 300, "{}", lines.len());
        assert!(lines.is_sorted_by(|one, next| one < next), "sort the table");
        for line in lines {
            assert!(line.chars().count() >= 5 && *line == line.to_lowercase(), "{line}");
        }
    }

    #[test]
    fn walks_and_repetitions_are_common() {
        for common in ["12345678", "87654321", "1234567890", "abcdefgh", "hgfedcba", "aaaaaaaa", "xyzxyzxyz"] {
            assert!(is_common(common), "{common}");
        }
        assert!(!is_common("13572468") && !is_common("kestrels"));
    }
}
