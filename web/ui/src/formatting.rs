//! Numbers, amounts, days and moments as each locale writes them.

pub(crate) mod dates;
pub(crate) mod numbers;

pub use dates::{iso_datetime, time_of_day};
pub use numbers::money;
