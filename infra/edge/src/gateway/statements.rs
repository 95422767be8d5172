//! The list of statements that a build ships: nothing else is run for a region.

use fallible_iterator::FallibleIterator;
use libsql_sqlite3_parser::ast::{Cmd, Stmt};
use libsql_sqlite3_parser::lexer::sql::Parser;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// What every edge host asks a server now and then.
const PROBE: &str = "SELECT 1";

/// Where a statement is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It changes nothing.
    Read,
    /// It may change something.
    Command,
}

impl Kind {
    /// What metrics call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Command => "command",
        }
    }
}

/// Statements by the SHA-256 of their text.
#[derive(Debug, Default)]
pub struct Statements(HashMap<[u8; 32], Kind>);

/// One entry of a list.
#[derive(Deserialize)]
struct Entry {
    name: String,
    sql: String,
}

/// Why a list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StatementsError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// It is no list.
    #[error("{path} is no list of statements: {source}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A text is not exactly one statement.
    #[error("{name} is not one SQL statement: {reason}")]
    Statement {
        /// The statement's name.
        name: String,
        /// What the parser says.
        reason: String,
    },
}

impl Statements {
    /// Reads lists as `cargo xtask build` writes them: `[{"name": "order/place", "sql": "…"}]`. While two builds are
    /// rolled out there is one list for each.
    ///
    /// # Errors
    /// When a list cannot be read, or an entry is no statement.
    pub fn load<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<Self, StatementsError> {
        let mut statements = Self::default();
        statements.add("probe", PROBE)?;
        for path in paths {
            let failed = |source| StatementsError::Unreadable { path: path.to_path_buf(), source };
            let text = std::fs::read(path).map_err(failed)?;
            let failed = |source| StatementsError::Syntax { path: path.to_path_buf(), source };
            let entries: Vec<Entry> = serde_json::from_slice(&text).map_err(failed)?;
            for Entry { name, sql } in entries {
                statements.add(&name, &sql)?;
            }
        }
        Ok(statements)
    }

    /// A list of these texts.
    ///
    /// # Errors
    /// When one is not exactly one statement.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, StatementsError> {
        let mut statements = Self::default();
        for sql in texts.into_iter().chain([PROBE]) {
            statements.add(sql, sql)?;
        }
        Ok(statements)
    }

    /// Whether a statement is on the list, and where it is run.
    pub fn kind(&self, sql: &str) -> Option<Kind> {
        self.0.get(&hash(sql)).copied()
    }

    /// Adds a text as it is, and as Spin's libSQL client writes it: that client parses each statement and sends what its
    /// parser prints.
    fn add(&mut self, name: &str, sql: &str) -> Result<(), StatementsError> {
        let failed = |reason: String| StatementsError::Statement { name: name.to_owned(), reason };
        let mut parser = Parser::new(sql.as_bytes());
        let command = parser.next().map_err(|error| failed(error.to_string()))?;
        let command = command.ok_or_else(|| failed("it is empty".to_owned()))?;
        if !matches!(parser.next(), Ok(None)) {
            return Err(failed("more follows after its end".to_owned()));
        }
        let kind = if matches!(command, Cmd::Stmt(Stmt::Select(_))) { Kind::Read } else { Kind::Command };
        self.0.insert(hash(sql), kind);
        self.0.insert(hash(&command.to_string()), kind);
        Ok(())
    }
}

fn hash(sql: &str) -> [u8; 32] {
    Sha256::digest(sql.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_known_by_its_whole_text_and_by_what_spins_client_makes_of_it() {
        let insert = "-- an order\nINSERT INTO place_order (id)\n  VALUES (?1)\n";
        let read = "WITH a AS (SELECT 1 AS b) SELECT b FROM a";
        let statements = Statements::of([insert, read]).unwrap();
        assert_eq!(statements.kind(insert), Some(Kind::Command));
        let printed = Parser::new(insert.as_bytes()).next().unwrap().unwrap().to_string();
        assert_ne!(printed, insert);
        assert_eq!(statements.kind(&printed), Some(Kind::Command));
        assert_eq!(statements.kind(read), Some(Kind::Read));
        assert_eq!(statements.kind(PROBE), Some(Kind::Read));
        for other in ["DELETE FROM place_order", "INSERT INTO place_order (id) VALUES (?2)", "select 1", ""] {
            assert_eq!(statements.kind(other), None, "{other}");
        }
    }

    #[test]
    fn a_list_holds_single_statements_only() {
        for text in ["", "SELECT 1; DROP TABLE item", "SELEC 1"] {
            assert!(Statements::of([text]).is_err(), "{text}");
        }
    }

    #[test]
    fn a_list_is_read_from_a_file_and_a_wrong_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("statements.json");
        std::fs::write(&file, r#"[{"name": "health/read", "sql": "SELECT 2"}]"#).unwrap();
        assert_eq!(Statements::load([file.as_path()]).unwrap().kind("SELECT 2"), Some(Kind::Read));
        std::fs::write(&file, r#"[{"name": "health/read", "sql": "SELECT 2;;; SELECT 3"}]"#).unwrap();
        assert!(Statements::load([file.as_path()]).unwrap_err().to_string().contains("health/read"));
        std::fs::write(&file, "{}").unwrap();
        assert!(Statements::load([file.as_path()]).unwrap_err().to_string().contains("statements.json"));
    }
}
