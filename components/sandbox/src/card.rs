//! A payment card from the form, and what the cards to try with do. A card exists for one request and is never stored or
//! logged.

use time::Date;

/// What happens when a card is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The payment succeeds.
    Pays,
    /// The bank asks for 3-D Secure.
    NeedsChallenge,
    /// The bank declines.
    Declines,
    /// The funds are insufficient.
    InsufficientFunds,
    /// The bank does not answer.
    TimesOut,
}

/// The cards with a fixed outcome. Any other well-formed card pays.
pub(crate) const CARDS: [(&str, Outcome); 5] = [
    ("4242 4242 4242 4242", Outcome::Pays),
    ("4000 0025 0000 3155", Outcome::NeedsChallenge),
    ("4000 0000 0000 0002", Outcome::Declines),
    ("4000 0000 0000 9995", Outcome::InsufficientFunds),
    ("4000 0000 0000 0119", Outcome::TimesOut),
];

/// A card with well-formed fields. It has no `Debug`, so that no log can contain it.
pub(crate) struct Card {
    number: String,
}

/// What is wrong with a field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CardFault {
    /// The number is incomplete or mistyped.
    Number,
    /// The month cannot be read.
    Expiry,
    /// The card has expired.
    Expired,
    /// The security code is no number of 3 or 4 digits.
    Code,
}

impl Card {
    /// Validates the fields of a card; `expiry` is like `12/29`. Every fault is named.
    pub(crate) fn validate(number: &str, expiry: &str, code: &str, today: Date) -> Result<Self, Vec<CardFault>> {
        let is_filler = |c: &char| c.is_whitespace() || *c == '-';
        let number: String = number.chars().filter(|c| !is_filler(c)).collect();
        let code = code.trim();
        let mut faults = Vec::new();
        faults.extend((!is_number(&number)).then_some(CardFault::Number));
        faults.extend(check_expiry(expiry, today).err());
        faults.extend((!((3..=4).contains(&code.len()) && is_digits(code))).then_some(CardFault::Code));
        if faults.is_empty() { Ok(Self { number }) } else { Err(faults) }
    }

    /// What becomes of a charge.
    pub(crate) fn outcome(&self) -> Outcome {
        let known = CARDS.iter().find(|(number, _)| number.replace(' ', "") == self.number);
        known.map_or(Outcome::Pays, |(_, outcome)| *outcome)
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 12 to 19 digits with a valid check digit (Luhn).
fn is_number(text: &str) -> bool {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    let digits = text.bytes().rev().map(|byte| u32::from(byte.wrapping_sub(b'0')).min(9));
    let sum: u32 = digits.enumerate().map(|(at, digit)| if at % 2 == 1 { doubled(digit) } else { digit }).sum();
    (12..=19).contains(&text.len()) && is_digits(text) && sum.is_multiple_of(10)
}

/// A month that is not over: `12/29`, `12 / 2029`, `1229`.
fn check_expiry(text: &str, today: Date) -> Result<(), CardFault> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '/' && *c != '-').collect();
    if !is_digits(&digits) || !matches!(digits.len(), 4 | 6) {
        return Err(CardFault::Expiry);
    }
    let (month, year) = digits.split_at(2);
    let (Ok(month), Ok(year)) = (month.parse::<i32>(), year.parse::<i32>()) else { return Err(CardFault::Expiry) };
    let year = if year < 100 { 2000 + year } else { year };
    let this = today.year() * 12 + i32::from(u8::from(today.month()));
    match year * 12 + month {
        _ if !(1..=12).contains(&month) => Err(CardFault::Expiry),
        wanted if wanted < this => Err(CardFault::Expired),
        wanted if wanted > this + 12 * 30 => Err(CardFault::Expiry),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn check(number: &str, expiry: &str, code: &str, expect: &[CardFault]) {
        let faults = Card::validate(number, expiry, code, date!(2026 - 11 - 22)).err().unwrap_or_default();
        assert_eq!(faults, expect, "{number} {expiry} {code}");
    }

    #[test]
    fn a_card_is_read_however_it_is_spaced() {
        check("4242 4242 4242 4242", "11/26", "123", &[]);
        check("4242-4242-4242-4242", "12 / 2029", "1234", &[]);
        check("4000002500003155", "0130", "123", &[]);
    }

    #[test]
    fn each_field_that_is_wrong_is_named() {
        check("4242424242424241", "13/30", "12", &[CardFault::Number, CardFault::Expiry, CardFault::Code]);
        check("", "", "", &[CardFault::Number, CardFault::Expiry, CardFault::Code]);
        check("４２４２", "1/2/3", "abc", &[CardFault::Number, CardFault::Expiry, CardFault::Code]);
    }

    #[test]
    fn a_card_that_has_expired_is_called_expired() {
        check("4242424242424242", "12/19", "123", &[CardFault::Expired]);
        check("4242424242424242", "10/26", "123", &[CardFault::Expired]);
    }

    #[test]
    fn an_unknown_card_pays() {
        let card = Card::validate("5555 5555 5555 4444", "12/30", "123", date!(2026 - 11 - 22));
        assert_eq!(card.map(|card| card.outcome()).ok(), Some(Outcome::Pays));
    }
}
