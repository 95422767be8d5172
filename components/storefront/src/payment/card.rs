//! A payment card from the form. It exists for one request and is never stored or logged.

use time::Date;

/// A card with well-formed fields. It has no `Debug`, so that no log can contain it.
pub(crate) struct Card {
    number: String,
}

/// Which fields are not well formed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Invalid {
    /// The number.
    pub number: bool,
    /// The expiry date, or the card has expired.
    pub expiry: bool,
    /// The security code.
    pub cvc: bool,
}

impl Card {
    /// Validates the fields of a card; `expiry` is like `12/29`.
    pub fn validate(number: &str, expiry: &str, cvc: &str, today: Date) -> Result<Self, Invalid> {
        let is_filler = |c: &char| c.is_whitespace() || *c == '-';
        let number: String = number.chars().filter(|c| !is_filler(c)).collect();
        let cvc = cvc.trim();
        let invalid = Invalid {
            number: !is_number(&number),
            expiry: !is_ahead(expiry, today),
            cvc: !((3..=4).contains(&cvc.len()) && is_digits(cvc)),
        };
        if invalid == Invalid::default() { Ok(Self { number }) } else { Err(invalid) }
    }

    /// The number without blanks.
    pub fn number(&self) -> &str {
        &self.number
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 12 to 19 digits with a valid check digit (Luhn).
fn is_number(text: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            if at % 2 == 1 { doubled(digit.min(9)) } else { digit.min(9) }
        })
        .sum();
    (12..=19).contains(&text.len()) && is_digits(text) && sum.is_multiple_of(10)
}

/// A month that is not over: `12/29`, `12 / 2029`, `1229`.
fn is_ahead(text: &str, today: Date) -> bool {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '/' && *c != '-').collect();
    if !is_digits(&digits) || !matches!(digits.len(), 4 | 6) {
        return false;
    }
    let (month, year) = digits.split_at(2);
    let month: i32 = month.parse().unwrap_or(0);
    let year: i32 = year.parse().unwrap_or(0);
    let year = if year < 100 { 2000 + year } else { year };
    let this = today.year() * 12 + i32::from(u8::from(today.month()));
    (1..=12).contains(&month) && (this..=this + 12 * 30).contains(&(year * 12 + month))
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_card_is_read_however_it_is_spaced() {
        let check = |number: &str, expiry: &str, cvc: &str, expect: [bool; 3]| {
            let invalid = Card::validate(number, expiry, cvc, date!(2026 - 11 - 22)).err().unwrap_or_default();
            assert_eq!([invalid.number, invalid.expiry, invalid.cvc], expect, "{number} {expiry} {cvc}");
        };
        check("4242 4242 4242 4242", "11/26", "123", [false; 3]);
        check("4242-4242-4242-4242", "12 / 2029", "1234", [false; 3]);
        check("4000002500003155", "0130", "123", [false; 3]);
        check("4242424242424241", "10/26", "12", [true; 3]);
        check("", "", "", [true; 3]);
        check("４２４２", "13/30", "abc", [true; 3]);
    }
}
