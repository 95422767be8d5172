//! The rules of addresses by country: required fields and the format of postcodes.

/// The rules of a country's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AddressRules {
    /// Whether a region (prefecture) is required.
    pub needs_region: bool,
    postcode: &'static [Pattern],
}

/// The format of a postcode without blanks and dashes (`A` is a letter, `9` a digit, `X` either), and the separator to
/// write after so many characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pattern {
    shape: &'static str,
    split: Option<(usize, char)>,
}

const fn plain(shape: &'static str) -> Pattern {
    Pattern { shape, split: None }
}

const fn separated(shape: &'static str, at: usize, separator: char) -> Pattern {
    Pattern { shape, split: Some((at, separator)) }
}

const FIVE_DIGITS: &[Pattern] = &[plain("99999")];
const FOUR_DIGITS: &[Pattern] = &[plain("9999")];
const NL: &[Pattern] = &[separated("9999AA", 4, ' ')];
const JP: &[Pattern] = &[separated("9999999", 3, '-')];
const GB: &[Pattern] = &[
    separated("A99AA", 2, ' '),
    separated("A999AA", 3, ' '),
    separated("AA99AA", 3, ' '),
    separated("AA999AA", 4, ' '),
    separated("A9A9AA", 3, ' '),
    separated("AA9A9AA", 4, ' '),
];
const IE: &[Pattern] = &[separated("A99XXXX", 3, ' '), separated("A9WXXXX", 3, ' ')];

impl AddressRules {
    /// The rules of a country. Any short postcode is valid where no format is known.
    pub fn for_country(country: &str) -> Self {
        let postcode: &[Pattern] = match country {
            "GB" => GB,
            "IE" => IE,
            "DE" | "FR" | "IT" | "ES" => FIVE_DIGITS,
            "AT" | "CH" | "BE" | "LU" | "DK" => FOUR_DIGITS,
            "NL" => NL,
            "JP" => JP,
            _ => &[],
        };
        Self { needs_region: country == "JP", postcode }
    }

    /// A postcode in the country's format, or `None` where it is not valid. Full-width input is ASCII already.
    pub fn postcode(&self, text: &str) -> Option<String> {
        let is_filler = |c: &char| c.is_whitespace() || matches!(c, '-' | '‐' | '−' | 'ー' | '〒');
        let bare: String = text.chars().filter(|c| !is_filler(c)).map(|c| c.to_ascii_uppercase()).collect();
        if self.postcode.is_empty() {
            return (1..=12).contains(&bare.chars().count()).then(|| text.to_ascii_uppercase());
        }
        let pattern = self.postcode.iter().find(|pattern| pattern.fits(&bare))?;
        Some(match pattern.split {
            Some((at, separator)) => format!("{}{separator}{}", &bare[..at], &bare[at..]),
            None => bare,
        })
    }
}

impl Pattern {
    fn fits(self, bare: &str) -> bool {
        let fits = |(kind, c): (u8, u8)| match kind {
            b'A' => c.is_ascii_uppercase(),
            b'9' => c.is_ascii_digit(),
            b'X' => c.is_ascii_alphanumeric(),
            other => c == other,
        };
        self.shape.len() == bare.len() && self.shape.bytes().zip(bare.bytes()).all(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postcodes_are_accepted_as_people_type_them_and_formatted_by_country() {
        let check = |country: &str, text: &str, expect: Option<&str>| {
            assert_eq!(AddressRules::for_country(country).postcode(text).as_deref(), expect, "{country} {text}");
        };
        check("GB", "sw1a2aa", Some("SW1A 2AA"));
        check("GB", "M1 1AE", Some("M1 1AE"));
        check("GB", "12345", None);
        check("GB", "", None);
        check("DE", " 10115 ", Some("10115"));
        check("DE", "1011", None);
        check("AT", "1010", Some("1010"));
        check("NL", "1012ab", Some("1012 AB"));
        check("FR", "75001", Some("75001"));
        check("IE", "d02af30", Some("D02 AF30"));
        check("IE", "D6WXY12", Some("D6W XY12"));
        check("JP", "〒100ー0001", Some("100-0001"));
        check("JP", "1000001", Some("100-0001"));
        check("JP", "10-0001", None);
        check("GB", "ＳＷ", None);
        check("SE", "113 51", Some("113 51"));
    }
}
