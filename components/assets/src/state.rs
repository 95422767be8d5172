//! What the handlers need.

use std::sync::Arc;

use outpost_db::sql::Sql;

/// The ports of the component and its files.
#[derive(Clone)]
pub struct State {
    /// Static files, sorted by name.
    pub files: &'static [File],
    /// The nearest replica of the database, which holds the pictures.
    pub replica: Arc<dyn Sql>,
}

/// A static file under its hashed name, with its compressed variants where they are smaller.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// `stem.<hash>.<kind>`; the hash is of `identity`.
    pub name: &'static str,
    /// The content.
    pub identity: &'static [u8],
    /// The content compressed with brotli.
    pub brotli: Option<&'static [u8]>,
    /// The content compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}
