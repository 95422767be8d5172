//! Why a statement failed.

use std::path::Path;
use std::time::Duration;

/// Why a statement failed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SqlError {
    /// SQLite refused it. The text is SQLite's own message and nothing else: for `RAISE(ABORT, 'x')` it is `x`.
    #[error("{message}")]
    Sqlite {
        /// SQLite's extended result code.
        code: i32,
        /// SQLite's message, unchanged.
        message: String,
    },
    /// The answer is larger than the host allows.
    #[error("query result exceeds limit of {limit_bytes} bytes")]
    TooLarge {
        /// The limit that was passed.
        limit_bytes: usize,
    },
    /// The number of values differs from the number of parameters.
    #[error("statement has {expected} parameters but {given} values were given")]
    Parameters {
        /// Parameters in the statement.
        expected: usize,
        /// Values given.
        given: usize,
    },
    /// A value is marked as text and is not UTF-8.
    #[error("query result holds text that is not UTF-8")]
    NotText,
    /// A transaction that a guest left open was rolled back to let others write.
    #[error("transaction was rolled back: it was open for longer than {limit:?}")]
    TransactionExpired {
        /// How long a transaction may hold the writer.
        limit: Duration,
    },
    /// No answer came from a server. The statement may have been run, unless the text says otherwise.
    #[error("primary unreachable: {0}")]
    Unreachable(String),
    /// A replica takes no writes.
    #[error("this label is a replica for reading; write to the primary")]
    ReadOnlyReplica,
    /// The server does not let this host run the statement.
    #[error("the primary refused: {0}")]
    Refused(String),
    /// The database is shutting down, or its thread ended.
    #[error("database is closed")]
    Closed,
}

impl SqlError {
    /// SQLite's code for a write on a read-only connection.
    const READONLY: i32 = 8;
    /// SQLite's code for a full disk or a reached size limit.
    pub(crate) const FULL: i32 = 13;
    /// SQLite's code for a write that others' writes kept out.
    pub(crate) const BUSY: i32 = 5;

    /// SQLite's primary result code, where it was SQLite that failed.
    fn primary_code(&self) -> Option<i32> {
        match self {
            Self::Sqlite { code, .. } => Some(code & 0xff),
            _ => None,
        }
    }

    /// True when the statement must run on the writer.
    pub(crate) fn is_readonly(&self) -> bool {
        self.primary_code() == Some(Self::READONLY)
    }

    /// True when a file is not, or no longer, a sound database: SQLite's CORRUPT, NOTADB and IOERR, and text that is
    /// none.
    pub(crate) fn is_damage(&self) -> bool {
        matches!(self, Self::NotText) || matches!(self.primary_code(), Some(10 | 11 | 26))
    }

    /// True when the statement names a table that the file does not have.
    pub(crate) fn is_missing_table(&self) -> bool {
        matches!(self, Self::Sqlite { message, .. } if message.starts_with("no such table"))
    }

    /// True when a file cannot be opened, which may be because too many are open.
    pub(crate) fn is_unopened(&self) -> bool {
        self.primary_code() == Some(14)
    }

    /// True when the file itself is at fault: SQLite's CORRUPT and NOTADB, and text that is none.
    pub(crate) fn is_corrupt(&self) -> bool {
        matches!(self, Self::NotText) || matches!(self.primary_code(), Some(11 | 26))
    }

    /// The file cannot be made; SQLite's CANTOPEN.
    pub(crate) fn no_file(path: &Path, error: &std::io::Error) -> Self {
        Self::Sqlite { code: 14, message: format!("cannot open {}: {error}", path.display()) }
    }

    /// The system gave no thread.
    pub(crate) fn no_thread(error: std::io::Error) -> Self {
        Self::Sqlite { code: 1, message: format!("cannot start a thread: {error}") }
    }

    /// True when the statement was not run, because others wrote.
    pub(crate) fn is_busy(&self) -> bool {
        self.primary_code() == Some(Self::BUSY)
    }

    /// True when the database has no room left.
    pub fn is_full(&self) -> bool {
        self.primary_code() == Some(Self::FULL)
    }
}

impl From<libsql::Error> for SqlError {
    fn from(error: libsql::Error) -> Self {
        match error {
            libsql::Error::SqliteFailure(code, message) => Self::Sqlite { code, message },
            other => Self::Sqlite { code: 1, message: other.to_string() },
        }
    }
}
