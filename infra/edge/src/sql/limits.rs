//! Bounds of one database's work.

use std::time::Duration;

/// Bounds of one database's work.
#[derive(Debug, Clone, Copy)]
pub struct SqlLimits {
    /// Largest answer, counted in bytes of its values.
    pub result_bytes: usize,
    /// Longest run of one statement before it is interrupted.
    pub statement_time: Duration,
    /// Longest time that a guest's own transaction may hold the writer.
    pub transaction_time: Duration,
}

impl Default for SqlLimits {
    fn default() -> Self {
        Self {
            result_bytes: 16 << 20,
            statement_time: Duration::from_secs(10),
            transaction_time: Duration::from_secs(5),
        }
    }
}
