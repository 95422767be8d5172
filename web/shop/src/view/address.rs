//! The form for contact and addresses.

use outpost_domain::address::Address;

/// What the contact and address form holds. Names of the inputs are in [`AddressField::input_name`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressForm {
    /// Mail address (input `email`).
    pub email: String,
    /// Telephone, for the carrier; may be empty.
    pub phone: String,
    /// Where the parcel goes.
    pub shipping: Address,
    /// The bill goes elsewhere (checkbox `billing_same` is not ticked).
    pub billing_differs: bool,
    /// Where the bill goes then. Its country is an input of its own.
    pub billing: Address,
}

/// A country the market delivers to, by ISO 3166 code. Pages know the names of the common ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 code, e.g. `AT`.
    pub code: String,
    /// Name from the database, used where the catalogues have none.
    pub name: String,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AddressField {
    /// Mail address.
    Email,
    /// Country of delivery.
    Country,
    /// Whole name.
    Name,
    /// Street and number.
    Line1,
    /// Company, flat, floor.
    Line2,
    /// Town.
    City,
    /// County, state, prefecture.
    Region,
    /// Postal code.
    PostalCode,
    /// Telephone.
    Phone,
    /// Country of the bill.
    BillingCountry,
    /// Name on the bill.
    BillingName,
    /// Street of the bill.
    BillingLine1,
    /// Company, flat, floor of the bill.
    BillingLine2,
    /// Town of the bill.
    BillingCity,
    /// Region of the bill.
    BillingRegion,
    /// Postal code of the bill.
    BillingPostalCode,
}

impl AddressField {
    /// The `name` of its input, as it arrives in the posted form.
    pub const fn input_name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Country => "country",
            Self::Name => "name",
            Self::Line1 => "line1",
            Self::Line2 => "line2",
            Self::City => "city",
            Self::Region => "region",
            Self::PostalCode => "postcode",
            Self::Phone => "phone",
            Self::BillingCountry => "billing_country",
            Self::BillingName => "billing_name",
            Self::BillingLine1 => "billing_line1",
            Self::BillingLine2 => "billing_line2",
            Self::BillingCity => "billing_city",
            Self::BillingRegion => "billing_region",
            Self::BillingPostalCode => "billing_postcode",
        }
    }
}

/// A field of the address form that was not accepted.
pub type FieldError = outpost_web_ui::view::FieldError<AddressField>;
