//! What people type on keyboards that are not set to Latin letters.

/// Full-width letters, digits, signs and blanks, as Japanese keyboards write them, as ASCII.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '！'..='～' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            '\u{3000}' => ' ',
            other => other,
        })
        .collect()
}

/// The same where only digits are told apart by dashes: any dash is a hyphen, the long vowel mark beside it too.
pub(crate) fn digits(text: &str) -> String {
    half_width(text)
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
    fn full_width_text_becomes_ascii_and_dashes_hyphens() {
        assert_eq!(half_width("ＯＰ－１２　ａｂ＠ｃ．ｊｐ 花子"), "OP-12 ab@c.jp 花子");
        assert_eq!(digits("０３ー１２３４−５６７８"), "03-1234-5678");
        assert_eq!(half_width("ー"), "ー");
    }
}
