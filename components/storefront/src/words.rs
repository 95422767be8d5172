//! Names that rows hold only as codes.

use outpost_domain::market::Locale;

/// The name of a delivery method; the code itself where there is none.
pub(crate) fn method_name(locale: Locale, code: &str) -> &str {
    match (locale, code) {
        (Locale::En, "standard") => "Standard delivery",
        (Locale::En, "express") => "Express delivery",
        (Locale::De, "standard") => "Standardversand",
        (Locale::De, "express") => "Expressversand",
        (Locale::Ja, "standard") => "通常配送",
        (Locale::Ja, "express") => "速達配送",
        (_, code) => code,
    }
}
