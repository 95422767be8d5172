//! Numbers and amounts of money as each locale writes them.

use outpost_domain::market::Locale;
use outpost_domain::money::{BasisPoints, Currency, Money};

/// No-break space, between an amount and its sign.
const NBSP: char = '\u{a0}';

/// An amount with its currency sign: `£1,234.56`, `1.234,56 €`, `¥1,234`.
pub fn money(locale: Locale, amount: Money) -> String {
    let mut text = String::with_capacity(16);
    if amount.minor() < 0 {
        text.push('−');
    }
    let sign = sign(amount.currency());
    if !is_german(locale) {
        text.push_str(sign);
    }
    push_decimal(&mut text, locale, amount.minor().unsigned_abs(), amount.currency().exponent());
    if is_german(locale) {
        text.push(NBSP);
        text.push_str(sign);
    }
    text
}

/// A whole number with the locale's separators.
pub(crate) fn number(locale: Locale, value: u64) -> String {
    let mut text = String::with_capacity(12);
    push_decimal(&mut text, locale, value, 0);
    text
}

/// A rate: `20%`, `19 %`, `7.5%`.
pub(crate) fn percent(locale: Locale, rate: BasisPoints) -> String {
    let (whole, rest) = (rate.0 / 100, rate.0 % 100);
    let mut text = number(locale, u64::from(whole));
    if rest != 0 {
        text.push(decimal_mark(locale));
        text.push_str(format!("{rest:02}").trim_end_matches('0'));
    }
    if is_german(locale) {
        text.push(NBSP);
    }
    text.push('%');
    text
}

/// Tenths as a decimal: `4.5`, `4,5`.
pub(crate) fn tenths(locale: Locale, value: u16) -> String {
    format!("{}{}{}", value / 10, decimal_mark(locale), value % 10)
}

fn is_german(locale: Locale) -> bool {
    locale.language() == "de"
}

fn sign(currency: Currency) -> &'static str {
    match currency.code() {
        "GBP" => "£",
        "EUR" => "€",
        "JPY" => "¥",
        code => code,
    }
}

fn decimal_mark(locale: Locale) -> char {
    if is_german(locale) { ',' } else { '.' }
}

fn group_mark(locale: Locale) -> char {
    if is_german(locale) { '.' } else { ',' }
}

fn push_decimal(text: &mut String, locale: Locale, value: u64, decimals: u32) {
    let scale = 10u64.pow(decimals);
    let whole = (value / scale).to_string();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(group_mark(locale));
        }
        text.push(digit);
    }
    if decimals > 0 {
        text.push(decimal_mark(locale));
        text.push_str(&format!("{:0width$}", value % scale, width = decimals as usize));
    }
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::{EN, EUR, GBP, GERMAN, JAPANESE, JPY};

    use super::*;

    #[test]
    fn amounts_are_written_as_each_locale_writes_them() {
        let check = |locale, minor, currency, expect: &str| {
            assert_eq!(money(locale, Money::new(minor, currency)), expect);
        };
        check(EN, 123_456, GBP, "£1,234.56");
        check(GERMAN, 123_456, EUR, "1.234,56\u{a0}€");
        check(JAPANESE, 1_234, JPY, "¥1,234");
        check(GERMAN, 1_234_567, JPY, "1.234.567\u{a0}¥");
        check(EN, 5, EUR, "€0.05");
        check(EN, -1_250, GBP, "−£12.50");
        check(JAPANESE, 0, JPY, "¥0");
    }

    #[test]
    fn rates_and_tenths_follow_the_locale() {
        assert_eq!(percent(EN, BasisPoints(2_000)), "20%");
        assert_eq!(percent(GERMAN, BasisPoints(750)), "7,5\u{a0}%");
        assert_eq!(percent(JAPANESE, BasisPoints(1_005)), "10.05%");
        assert_eq!(tenths(GERMAN, 45), "4,5");
        assert_eq!(number(EN, 100_000), "100,000");
    }
}
