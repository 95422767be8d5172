//! Names of delivery methods, which rows hold only as codes.

use outpost_domain::market::Locale;

use super::Words;

/// The name of a delivery method; the code itself where no catalogue has one.
pub fn delivery_method(locale: Locale, code: &str) -> &str {
    let words = Words::of(locale);
    match code {
        "standard" => words.get("method-standard"),
        "express" => words.get("method-express"),
        other => other,
    }
}
