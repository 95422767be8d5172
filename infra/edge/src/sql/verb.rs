//! What a statement seems to do, by its first word.

/// Statements that may be reads by their first word; SQLite has the last word on the read connection.
pub fn may_read(sql: &str) -> bool {
    ["SELECT", "WITH", "VALUES", "EXPLAIN"].iter().any(|verb| begins_with(sql, verb))
}

/// True when the first word of `sql`, after spaces and comments, is `verb`.
pub fn begins_with(sql: &str, verb: &str) -> bool {
    let mut rest = sql.trim_start();
    loop {
        let comment_end = if rest.starts_with("--") {
            rest.find('\n').map(|at| at + 1)
        } else if rest.starts_with("/*") {
            rest.find("*/").map(|at| at + 2)
        } else {
            break;
        };
        let Some(end) = comment_end else { return false };
        rest = rest[end..].trim_start();
    }
    let word = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    word.eq_ignore_ascii_case(verb)
}
