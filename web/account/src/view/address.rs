//! A customer's addresses.

use outpost_domain::address::Address;

/// The addresses of a customer.
#[derive(Clone, Debug, Default)]
pub struct AddressList {
    /// The addresses, the default first.
    pub addresses: Vec<SavedAddress>,
    /// There is no room for another one.
    pub is_full: bool,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct SavedAddress {
    /// Its id.
    pub id: String,
    /// Whether the checkout begins with it.
    pub is_default: bool,
    /// The address.
    pub address: Address,
    /// For the carrier; may be empty.
    pub phone: String,
}

/// An address as a form.
#[derive(Clone, Debug)]
pub struct AddressForm {
    /// The address: as stored, or as it was typed.
    pub saved: SavedAddress,
    /// Whether it is there already.
    pub is_stored: bool,
    /// The countries to choose from, by code.
    pub countries: Vec<String>,
    /// What is wrong, by the name of the field.
    pub problems: Vec<(&'static str, AddressProblem)>,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// It is empty.
    Missing,
    /// It has more characters than this.
    TooLong(u64),
    /// It holds what does not belong there.
    Malformed,
}
