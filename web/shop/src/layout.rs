//! The shop's document around every page: head, header with search, notice, footer.

mod document;
mod footer;
mod header;
mod notice;
mod search;

pub(crate) use document::{Options, document};
