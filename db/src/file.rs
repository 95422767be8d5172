//! A file of SQL that is part of the build.

/// One file below `db/migrations` or `db/definitions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below that folder, without ending, e.g. `commands/place_order`.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
}

impl File {
    /// The text as databases hold it: without indentation, which sqld would parse anew for every stream.
    pub fn stored(&self) -> String {
        self.sql.lines().map(str::trim_start).collect::<Vec<_>>().join("\n")
    }
}
