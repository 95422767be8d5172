//! What is wrong with a file, by line and column.

use super::super::check::DefectCode;

/// A cell that cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: u64,
    /// The name of the column in that file.
    pub column: String,
    /// What is wrong.
    pub code: DefectCode,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, {}: {}", self.line, self.column, self.code)
    }
}
