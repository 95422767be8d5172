//! The HTML document around a page: head, skip link, header, content, footer, the loader of the islands.

mod document;
mod head;
mod hydration_markers;

pub use document::{Regions, document};
pub use head::{AlternateLink, Head};
pub use hydration_markers::strip as without_hydration_markers;
