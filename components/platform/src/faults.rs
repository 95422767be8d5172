//! What a host's words mean for a caller: refused for good, or worth another try.
//!
//! Spin has one `io` error with words in it for everything a database may answer. What its libSQL client says when no
//! answer came is recognised by those words; anything else is the database speaking.

use outpost_db::sql::SqlError;

/// Words of Spin's libSQL client, of SQLite and of the edge host when a statement may not have been run.
const UNANSWERED: [&str; 16] = [
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
    WITHOUT_TABLES,
];

/// SQLite's words where a database has not been filled yet, or its migrations are behind the component.
const WITHOUT_TABLES: &str = "no such table";

/// How the edge host's words begin when no answer came from the primary, whatever the reason.
const UNREACHABLE: &str = "primary unreachable:";

/// Words of a libSQL server about a stream that it no longer has; it has not run what came on it.
const STALE_STREAM: [&str; 2] = ["stream_expired", "invalid baton"];

/// Whether a statement was turned away because its stream has ended.
pub fn is_stale_stream(words: &str) -> bool {
    let lower = words.to_lowercase();
    STALE_STREAM.iter().any(|sign| lower.contains(sign))
}

/// Whether a statement was turned away because a table is missing: the next may find it.
pub fn is_without_tables(words: &str) -> bool {
    let lower = words.to_lowercase();
    !is_refusal(&lower) && lower.contains(WITHOUT_TABLES)
}

/// The port's error for what a database, or the way to it, said.
pub fn from_words(words: String) -> SqlError {
    let lower = words.to_lowercase();
    // A refusal names SKUs and titles, which may hold any word.
    let is_unanswered =
        lower.starts_with(UNREACHABLE) || !is_refusal(&lower) && UNANSWERED.iter().any(|sign| lower.contains(sign));
    if is_unanswered { SqlError::Unreachable(words) } else { SqlError::Statement(words) }
}

/// Whether a command refused: `refused:<code> <JSON>` stands somewhere in the words.
fn is_refusal(words: &str) -> bool {
    let Some((_, tail)) = words.split_once("refused:") else { return false };
    let code = tail.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '_');
    code.len() < tail.len() && (code.starts_with(" {") || code.starts_with(" ["))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expect: fn(String) -> SqlError) {
        assert_eq!(from_words(words.to_owned()), expect(words.to_owned()));
    }

    #[test]
    fn a_refusal_by_a_trigger_is_final_and_a_lost_answer_is_not() {
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
    fn a_database_without_tables_is_told_from_a_refusal_that_says_so() {
        assert!(is_without_tables("SQLite error: no such table: market in SELECT 1 at offset 14"));
        assert!(!is_without_tables(r#"JSON path error near 'refused:lines_changed [{"title":"No such table"}]'"#));
        assert!(!is_without_tables("no such column: price"));
    }

    #[test]
    fn a_stream_that_has_ended_is_told_from_an_answer_that_was_lost() {
        let words = r#"api error: {"message":"The stream has expired due to inactivity","code":"STREAM_EXPIRED"}"#;
        assert!(is_stale_stream(words) && is_stale_stream("Received an invalid baton"));
        assert!(!is_stale_stream("http error: Connection reset by peer"));
    }
}
