//! What surrounds every page: document head, header with search, notice, footer.

mod document;
mod footer;
mod head;
mod header;
mod notice;
mod search;

pub(crate) use document::{Frame, document};
