//! Postal addresses.

use serde::{Deserialize, Serialize};

/// A postal address as it is printed on a label; empty text where the country has no such part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The person or company.
    pub name: String,
    /// Street and house number, or block and building.
    pub line1: String,
    /// Company, flat, floor; may be empty.
    pub line2: String,
    /// Town, or city and ward.
    pub city: String,
    /// County, state or prefecture; may be empty.
    pub region: String,
    /// In the country's format.
    pub postal_code: String,
    /// ISO 3166 alpha-2, e.g. `GB`.
    pub country: String,
}
