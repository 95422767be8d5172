//! The fields of an address by country: which, in which order, under which labels.

use outpost_domain::address::Address;

use crate::view::{AddressField as F, AddressForm};

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressKind {
    /// Where the parcel goes.
    Shipping,
    /// Where the bill goes.
    Billing,
}

impl AddressKind {
    /// The address that a field belongs to.
    pub(super) const fn of(field: F) -> Self {
        match field {
            F::Email | F::Phone => Self::Shipping,
            F::Country | F::Name | F::Line1 | F::Line2 | F::City | F::Region | F::PostalCode => Self::Shipping,
            F::BillingCountry | F::BillingName | F::BillingLine1 | F::BillingLine2 => Self::Billing,
            F::BillingCity | F::BillingRegion | F::BillingPostalCode => Self::Billing,
        }
    }

    /// That address of the form.
    pub(super) const fn address(self, form: &AddressForm) -> &Address {
        match self {
            Self::Shipping => &form.shipping,
            Self::Billing => &form.billing,
        }
    }
}

/// The order and names of an address's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddressFormat {
    /// Street, town, postcode: United Kingdom, Ireland.
    TownThenPostcode,
    /// Street, postcode, town: the continent.
    PostcodeThenTown,
    /// Postcode, prefecture, city, block: Japan.
    Japanese,
}

impl AddressFormat {
    /// The format of a country; [`Self::PostcodeThenTown`] for countries not listed.
    pub(super) fn of(country: &str) -> Self {
        match country {
            "GB" | "IE" => Self::TownThenPostcode,
            "JP" => Self::Japanese,
            _ => Self::PostcodeThenTown,
        }
    }

    /// The fields of an address after its country, in the order in which they are asked for.
    pub(super) const fn fields(self, kind: AddressKind) -> &'static [F] {
        match (self, kind) {
            (Self::TownThenPostcode, AddressKind::Shipping) => &[F::Name, F::Line1, F::Line2, F::City, F::PostalCode],
            (Self::PostcodeThenTown, AddressKind::Shipping) => &[F::Name, F::Line1, F::Line2, F::PostalCode, F::City],
            (Self::Japanese, AddressKind::Shipping) => {
                &[F::Name, F::PostalCode, F::Region, F::City, F::Line1, F::Line2]
            }
            (Self::TownThenPostcode, AddressKind::Billing) => {
                &[F::BillingName, F::BillingLine1, F::BillingLine2, F::BillingCity, F::BillingPostalCode]
            }
            (Self::PostcodeThenTown, AddressKind::Billing) => {
                &[F::BillingName, F::BillingLine1, F::BillingLine2, F::BillingPostalCode, F::BillingCity]
            }
            (Self::Japanese, AddressKind::Billing) => &[
                F::BillingName,
                F::BillingPostalCode,
                F::BillingRegion,
                F::BillingCity,
                F::BillingLine1,
                F::BillingLine2,
            ],
        }
    }

    /// The message key of a field's label, which the error summary uses too.
    pub(super) const fn label_key(self, field: F) -> &'static str {
        let japanese = matches!(self, Self::Japanese);
        match field {
            F::Email => "field-email",
            F::Phone => "field-phone",
            F::Country | F::BillingCountry => "field-country",
            F::Name | F::BillingName => "field-name",
            F::Line1 | F::BillingLine1 if japanese => "field-line1-jp",
            F::Line1 | F::BillingLine1 => "field-line1",
            F::Line2 | F::BillingLine2 if japanese => "field-line2-jp",
            F::Line2 | F::BillingLine2 => "field-line2",
            F::City | F::BillingCity if japanese => "field-city-jp",
            F::City | F::BillingCity => "field-city",
            F::Region | F::BillingRegion => "field-region-jp",
            F::PostalCode | F::BillingPostalCode => "field-postcode",
        }
    }
}

/// The `inputmode` for a country's postcodes; empty where they may contain letters.
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
