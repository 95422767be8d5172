//! What a host's words mean for a caller: refused for good, or worth another try.
//!
//! Spin has one `io` error with words in it for everything a database may answer. What its libSQL client says when no
//! answer came is recognised by those words; anything else is the database speaking.

use outpost_db::sql::SqlError;

/// Words of Spin's libSQL client, of SQLite and of the edge host when a statement may not have been run.
const UNANSWERED: [&str; 11] = [
    "http error",
    "api error",
    "stream closed",
    "connection",
    "timed out",
    "timeout",
    "unreachable",
    "database is locked",
    "unable to open database",
    "disk i/o error",
    "database is closed",
];

/// The port's error for what a database, or the way to it, said.
pub fn from_words(words: String) -> SqlError {
    let lower = words.to_lowercase();
    if UNANSWERED.iter().any(|sign| lower.contains(sign)) {
        SqlError::Unreachable(words)
    } else {
        SqlError::Statement(words)
    }
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
        check("no such table: media", SqlError::Statement);
        check("Hrana: `http error: `tcp connect error: Connection refused (os error 111)``", SqlError::Unreachable);
        check("database is locked", SqlError::Unreachable);
    }
}
