//! The checkout: address, delivery and payment, review.

mod address_fields;
mod address_format;
mod contact;
mod delivery;
mod field_errors;
mod review;
mod steps;
mod suggestion;

pub use contact::checkout;
pub use delivery::delivery;
pub use review::review;
