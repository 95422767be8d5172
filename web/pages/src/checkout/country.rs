//! How countries ask for an address: which fields, in which order, under which names.

/// Whose address is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Where the parcel goes.
    Shipping,
    /// Where the bill goes.
    Billing,
}

/// The order and names of an address's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Street, town, postcode: United Kingdom, Ireland.
    TownThenPostcode,
    /// Street, postcode, town: the continent.
    PostcodeThenTown,
    /// Postcode, prefecture, city, block: Japan.
    Japanese,
}

impl Shape {
    /// The shape of a country; the continent's for countries not listed.
    pub(super) fn of(country: &str) -> Self {
        match country {
            "GB" | "IE" => Self::TownThenPostcode,
            "JP" => Self::Japanese,
            _ => Self::PostcodeThenTown,
        }
    }
}

/// The keyboard a phone shows for a country's postcodes; letters where there may be some.
pub(super) fn postcode_inputmode(country: &str) -> &'static str {
    match country {
        "GB" | "IE" | "NL" | "CA" => "",
        _ => "numeric",
    }
}

/// A postcode of the country, as an example.
pub(super) fn postcode_example(country: &str) -> Option<&'static str> {
    Some(match country {
        "GB" => "SW1A 2AA",
        "IE" => "D02 AF30",
        "DE" => "10117",
        "AT" => "1010",
        "CH" => "3001",
        "FR" => "75001",
        "NL" => "1012 AB",
        "BE" => "1000",
        "LU" => "1111",
        "IT" => "00184",
        "ES" => "28013",
        "DK" => "1050",
        "PL" => "00-001",
        "CZ" => "110 00",
        "JP" => "100-0001",
        _ => return None,
    })
}
