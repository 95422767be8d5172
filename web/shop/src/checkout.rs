//! The checkout: address, delivery and payment, review.

mod contact;
mod country;
mod delivery;
mod inputs;
mod problem;
mod review;
mod steps;

pub use contact::checkout;
pub use delivery::delivery;
pub(crate) use delivery::payment_name;
pub use review::review;
