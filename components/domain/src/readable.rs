//! Numbers that people read out: a prefix and characters of Crockford's base 32, in groups of four.

/// Letters and digits without look-alikes.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character of the lowest five bits.
pub(crate) fn character(bits: u8) -> char {
    char::from(ALPHABET[usize::from(bits & 31)])
}

/// A number as it is stored, e.g. `PO-7K2M-4ZQ1`, from its prefix and its ASCII characters.
pub(crate) fn grouped(prefix: &str, characters: &str) -> String {
    let mut number = format!("{prefix}-");
    for (at, character) in characters.chars().enumerate() {
        if at > 0 && at.is_multiple_of(4) {
            number.push('-');
        }
        number.push(character);
    }
    number
}

/// What a person typed, without spaces and dashes and in capitals.
pub(crate) fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_uppercase()).collect()
}

/// `length` characters after the prefix, with the digits that the look-alikes O, I and L stand for.
pub(crate) fn characters(plain: &str, length: usize) -> Option<String> {
    let digits = |character| match character {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let characters: String = plain.chars().map(digits).collect();
    let is_known = characters.len() == length && characters.bytes().all(|byte| ALPHABET.contains(&byte));
    is_known.then_some(characters)
}
