//! A file of SQL that is part of the build.

/// One file below `db/migrations` or `db/definitions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below that folder, without ending, e.g. `commands/place_order`.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
}
