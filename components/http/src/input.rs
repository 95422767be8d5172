//! Normalises what people type on keyboards that are not set to Latin letters.

/// Turns full-width letters, digits, signs and blanks, as Japanese keyboards write them, into ASCII.
pub fn to_half_width(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '！'..='～' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

/// Does the same for text of digits and dashes: every kind of dash, and the long vowel mark, becomes a hyphen.
pub fn normalise_digits(text: &str) -> String {
    to_half_width(text)
        .chars()
        .map(|character| match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | 'ｰ' => '-',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_text_becomes_ascii_and_dashes_become_hyphens() {
        assert_eq!(to_half_width("ＯＰ－１２　ａｂ＠ｃ．ｊｐ 花子"), "OP-12 ab@c.jp 花子");
        assert_eq!(normalise_digits("０３ー１２３４−５６７８"), "03-1234-5678");
        assert_eq!(to_half_width("ー"), "ー");
    }
}
