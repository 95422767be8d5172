//! The cart: a cookie of SKUs and quantities, priced from the database whenever it is shown.

pub(crate) mod add;
pub(crate) mod again;
pub(crate) mod change;
pub(crate) mod notice;
pub(crate) mod quote;
pub(crate) mod show;
pub(crate) mod undo;
