//! Products: their list, their screens, what can be done about them.

mod choices;
pub(crate) mod create;
pub(crate) mod edit;
mod fields;
pub(crate) mod files;
mod forms;
mod grids;
pub(crate) mod list;
pub(crate) mod product;
pub(crate) mod publication;
mod refusal;
mod saving;
pub(crate) mod variants;
