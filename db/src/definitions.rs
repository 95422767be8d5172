//! Views, triggers and commands as they are in this build: one object a file under `db/definitions`.
//!
//! They are applied all at once under a number that only rises. `NUMBERS` has a line for each number that was ever shipped,
//! with the hash of the texts it stood for: a change of a text needs a new line.

use sha2::{Digest, Sha256};

use crate::file::File;

/// Every definition, in the order in which they are created.
pub const DEFINITIONS: &[File] = include!(concat!(env!("OUT_DIR"), "/definitions.rs"));

const NUMBERS: &str = include_str!("../definitions/NUMBERS");

/// The number of this build's definitions and the hash that was recorded for it.
pub fn recorded() -> (i64, &'static str) {
    let last = NUMBERS.lines().next_back().and_then(|line| line.split_once(' '));
    last.and_then(|(number, digest)| Some((number.parse().ok()?, digest))).unwrap_or((0, ""))
}

/// The hash of the texts.
pub fn digest() -> String {
    let mut hash = Sha256::new();
    for File { name, sql } in DEFINITIONS {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(sql.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate::MIGRATIONS;

    #[test]
    fn changed_definitions_have_a_new_number() {
        let (number, digest_recorded) = recorded();
        let digest = digest();
        assert!(digest == digest_recorded, "add this line to db/definitions/NUMBERS:\n{} {digest}", number + 1);
        let numbers: Vec<i64> = NUMBERS.lines().filter_map(|line| line.split_once(' ')?.0.parse().ok()).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next), "numbers only rise: {numbers:?}");
    }

    /// What several commands do, never sent by itself.
    const STEPS: [&str; 8] = [
        "commands/add_order_event",
        "commands/add_to_outbox",
        "commands/adopt_guest_orders",
        "commands/allocate_stock",
        "commands/begin_command",
        "commands/check_agreement",
        "commands/check_skus",
        "commands/check_token",
    ];

    #[test]
    fn every_command_begins_with_begin_command_and_stops_where_its_id_is_known() {
        let commands = DEFINITIONS.iter().filter(|file| file.name.starts_with("commands/"));
        for File { name, sql } in commands.filter(|file| !STEPS.contains(&file.name)) {
            let (head, body) = sql.split_once(" BEGIN\n").expect("a trigger");
            let guard = "WHEN NOT EXISTS (SELECT 1 FROM command_log WHERE id = NEW.id AND digest = NEW.digest)";
            assert!(head.contains(guard), "{name} has no guard");
            let command = name.trim_start_matches("commands/");
            let columns = "NEW.id, NEW.digest, NEW.principal, NEW.session, NEW.request_id, NEW.sent_at";
            let words: Vec<&str> = body.split_whitespace().collect();
            let begins =
                ["VALUES (", "SELECT"].map(|from| format!("INSERT INTO begin_command {from} {columns}, '{command}', "));
            let is_begun = begins.iter().any(|begin| words.join(" ").starts_with(begin));
            assert!(is_begun, "{name} does not begin with begin_command, the columns of all commands and its name");
        }
    }

    /// The lines of all definitions and migrations.
    fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
        let files = MIGRATIONS.iter().chain(DEFINITIONS);
        files.flat_map(|file| file.sql.lines().map(|line| (file.name, line)))
    }

    #[test]
    fn no_literal_spans_lines_and_no_name_is_quoted_so_that_white_space_means_nothing() {
        for (name, line) in lines().filter(|(_, line)| !line.starts_with("--")) {
            let parts: Vec<&str> = line.split('\'').collect();
            assert!(parts.len() % 2 == 1, "{name} has a literal of several lines: {line}");
            assert!(parts.iter().step_by(2).all(|part| !part.contains('"')), "{name} has a quoted name: {line}");
        }
    }

    #[test]
    fn comments_stand_at_the_beginning_of_lines() {
        for (name, line) in lines() {
            assert!(!line.trim_start_matches("--").contains("--"), "{name} has a comment inside: {line}");
            assert!(!line.trim_start().starts_with("--") || line.starts_with("--"), "{name}: {line}");
        }
    }
}
