//! Products as files: our own lossless layout, and the one of Shopify's product export.
//!
//! Both have a line a variant. What belongs to the product stands on its first line; lines of a product follow each other. Our
//! own layout may leave columns out: what has no column stays as it is, so prices or texts travel as files of their own.

mod apply;
mod cells;
mod column;
mod failed;
mod html;
mod problem;
mod read;
mod sheet;
mod shopify;
mod write;

pub use apply::{Applied, apply};
pub use column::Column;
pub use csv::Error as FileError;
pub use failed::failed_rows;
pub use problem::Problem;
pub use read::read;
pub use sheet::{Group, Line, Sheet, SheetColumn};
pub use shopify::Shopify;
pub use write::Writer;

/// The bytes of a file that was written into memory.
fn bytes_of(file: csv::Writer<Vec<u8>>) -> Result<Vec<u8>, FileError> {
    file.into_inner().map_err(|error| FileError::from(std::io::Error::other(error.to_string())))
}

/// How a file is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Our own.
    Outpost,
    /// Shopify's product export, with what it leaves open.
    Shopify(Shopify),
}
