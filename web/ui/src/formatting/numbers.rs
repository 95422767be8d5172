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
    if locale != Locale::De {
        text.push_str(sign);
    }
    push_decimal(&mut text, locale, amount.minor().unsigned_abs(), amount.currency().exponent());
    if locale == Locale::De {
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
    if locale == Locale::De {
        text.push(NBSP);
    }
    text.push('%');
    text
}

/// Tenths as a decimal: `4.5`, `4,5`.
pub(crate) fn tenths(locale: Locale, value: u16) -> String {
    format!("{}{}{}", value / 10, decimal_mark(locale), value % 10)
}

const fn sign(currency: Currency) -> &'static str {
    match currency {
        Currency::Gbp => "£",
        Currency::Eur => "€",
        Currency::Jpy => "¥",
        Currency::Kwd => "KWD",
    }
}

const fn decimal_mark(locale: Locale) -> char {
    match locale {
        Locale::De => ',',
        Locale::En | Locale::Ja => '.',
    }
}

const fn group_mark(locale: Locale) -> char {
    match locale {
        Locale::De => '.',
        Locale::En | Locale::Ja => ',',
    }
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
    use super::*;

    #[test]
    fn amounts_are_written_as_each_locale_writes_them() {
        let check = |locale, minor, currency, expect: &str| {
            assert_eq!(money(locale, Money::new(minor, currency)), expect);
        };
        check(Locale::En, 123_456, Currency::Gbp, "£1,234.56");
        check(Locale::De, 123_456, Currency::Eur, "1.234,56\u{a0}€");
        check(Locale::Ja, 1_234, Currency::Jpy, "¥1,234");
        check(Locale::De, 1_234_567, Currency::Jpy, "1.234.567\u{a0}¥");
        check(Locale::En, 5, Currency::Eur, "€0.05");
        check(Locale::En, -1_250, Currency::Gbp, "−£12.50");
        check(Locale::Ja, 0, Currency::Jpy, "¥0");
    }

    #[test]
    fn rates_and_tenths_follow_the_locale() {
        assert_eq!(percent(Locale::En, BasisPoints(2_000)), "20%");
        assert_eq!(percent(Locale::De, BasisPoints(750)), "7,5\u{a0}%");
        assert_eq!(percent(Locale::Ja, BasisPoints(1_005)), "10.05%");
        assert_eq!(tenths(Locale::De, 45), "4,5");
        assert_eq!(number(Locale::En, 100_000), "100,000");
    }
}
