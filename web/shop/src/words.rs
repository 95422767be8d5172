//! The shop's words in every locale: Fluent catalogues from `web/locales`, read once and kept.
//!
//! A message without arguments is turned into text when its catalogue is read, so saying it later is a look-up.

mod catalogue;
mod dates;
mod delivery;
mod format;

#[cfg(test)]
mod tests;

pub(crate) use catalogue::{Words, name_in};
pub(crate) use dates::{clock, machine};
pub use delivery::delivery_method;
pub use format::money;
pub(crate) use format::{number, percent, tenths};
