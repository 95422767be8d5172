//! The cart: adding, changing, restoring, reordering and pricing lines.

pub(crate) mod add;
pub(crate) mod change;
pub(crate) mod notice;
mod parcels;
pub(crate) mod quote;
pub(crate) mod reorder;
pub(crate) mod show;
pub(crate) mod undo;
