//! Classifies the error messages of a host: the statement was refused, or it may be retried.
//!
//! Spin has one `io` error with a message for everything that can go wrong with a database. The messages of its libSQL
//! client for a missing response are known; any other message comes from the database itself.

use outpost_db::sql::SqlError;

/// Parts of messages of Spin's libSQL client, SQLite and the edge host where a statement may not have run.
const UNREACHABLE_PARTS: [&str; 16] = [
    "http error",
    "api error",
    "stream closed",
    "connection",
    "timed out",
    "timed-out",
    "timeout",
    "interrupted",
    "unreachable",
    "database is locked",
    "database is busy",
    "database or disk is full",
    "unable to open database",
    "disk i/o error",
    "database is closed",
    MISSING_TABLE,
];

/// SQLite's message where a database is empty, or its migrations are behind the component.
const MISSING_TABLE: &str = "no such table";

/// The beginning of the edge host's message when the primary did not respond, whatever the reason.
const UNREACHABLE_PREFIX: &str = "primary unreachable:";

/// Parts of messages of a libSQL server about a stream that it no longer has. It did not run the statement.
const STALE_STREAM: [&str; 2] = ["stream_expired", "invalid baton"];

/// Whether a statement was refused because its stream has ended.
pub fn is_stale_stream(message: &str) -> bool {
    let lower = message.to_lowercase();
    STALE_STREAM.iter().any(|part| lower.contains(part))
}

/// Whether a statement failed because a table is missing. A later one may find it.
pub fn is_missing_table(message: &str) -> bool {
    let lower = message.to_lowercase();
    !is_refusal(&lower) && lower.contains(MISSING_TABLE)
}

/// The port's error for a message of the database, or of the connection to it.
pub fn classify(message: String) -> SqlError {
    let lower = message.to_lowercase();
    // A refusal contains SKUs and titles, which may contain any text.
    let is_unreachable = lower.starts_with(UNREACHABLE_PREFIX)
        || !is_refusal(&lower) && UNREACHABLE_PARTS.iter().any(|part| lower.contains(part));
    if is_unreachable { SqlError::Unreachable(message) } else { SqlError::Statement(message) }
}

/// Whether a command refused: the message contains `refused:<code> <JSON>`.
fn is_refusal(message: &str) -> bool {
    let Some((_, tail)) = message.split_once("refused:") else { return false };
    let code = tail.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    code.len() < tail.len() && (code.starts_with(" {") || code.starts_with(" ["))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &str, expect: fn(String) -> SqlError) {
        assert_eq!(classify(message.to_owned()), expect(message.to_owned()));
    }

    #[test]
    fn a_refusal_by_a_trigger_is_final_and_a_lost_response_is_not() {
        check(r#"out_of_stock {"sku":"A-1","available":0}"#, SqlError::Statement);
        check("UNIQUE constraint failed: command_log.id", SqlError::Statement);
        check("no such table: media", SqlError::Unreachable);
        check("Hrana: `http error: `tcp connect error: Connection refused (os error 111)``", SqlError::Unreachable);
        check("database is locked", SqlError::Unreachable);
        check("SQLite error: interrupted", SqlError::Unreachable);
        check("database or disk is full", SqlError::Unreachable);
        check("Connection refused: os error 111", SqlError::Unreachable);
        check("primary unreachable: no answer within 3 s", SqlError::Unreachable);
        check(r#"bad JSON path: 'refused:lines_changed [{"sku":"TIMEOUT-1"}]'"#, SqlError::Statement);
        check(r#"JSON path error near 'refused:hold_expired {}'"#, SqlError::Statement);
    }

    #[test]
    fn a_missing_table_is_told_apart_from_a_refusal_with_the_same_text() {
        assert!(is_missing_table("SQLite error: no such table: market in SELECT 1 at offset 14"));
        assert!(!is_missing_table(r#"JSON path error near 'refused:lines_changed [{"title":"No such table"}]'"#));
        assert!(!is_missing_table("no such column: price"));
    }

    #[test]
    fn a_stream_that_has_ended_is_told_apart_from_a_response_that_was_lost() {
        let message = r#"api error: {"message":"The stream has expired due to inactivity","code":"STREAM_EXPIRED"}"#;
        assert!(is_stale_stream(message) && is_stale_stream("Received an invalid baton"));
        assert!(!is_stale_stream("http error: Connection reset by peer"));
    }
}
