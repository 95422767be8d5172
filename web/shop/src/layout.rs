//! The shop's document around every page: head, header with search, notice, footer.

mod document;
mod footer;
mod header;
mod notice;
mod options;
mod search;
mod unpaid;

pub(crate) use document::document;
pub(crate) use options::Options;
