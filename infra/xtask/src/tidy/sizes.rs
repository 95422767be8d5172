//! No file longer than 500 lines; a component's shell no longer than 60.

use crate::tidy::{Finding, sources::Source};

const LINES_MAX: usize = 500;
const SHELL_LINES_MAX: usize = 60;

/// Holds one file against the rule. SQL is left out: a command is one statement, however long.
pub fn check(source: &Source) -> Option<Finding> {
    let is_shell = source.path.starts_with("components/wasm/");
    let most = if is_shell { SHELL_LINES_MAX } else { LINES_MAX };
    let lines = source.text.lines().count();
    let mend = if is_shell {
        "a shell only builds the router and calls it: move the rest into its component"
    } else {
        "split it by what its parts are about"
    };
    let fault = format!("{lines} lines, at most {most}");
    (lines > most && !source.is("sql")).then(|| Finding { place: source.path.clone(), fault, mend })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::sample;

    fn check_lines(path: &str, lines: usize, expect: bool) {
        assert_eq!(check(&sample(path, &"x\n".repeat(lines))).is_none(), expect, "{path} {lines}");
    }

    #[test]
    fn long_files_are_found_and_shells_are_held_shorter() {
        check_lines("db/src/sql.rs", 500, true);
        check_lines("db/src/sql.rs", 501, false);
        check_lines("web/static/css/10-tokens.css", 501, false);
        check_lines("db/queries/order/place.sql", 501, true);
        check_lines("components/wasm/api/src/lib.rs", 60, true);
        check_lines("components/wasm/api/src/lib.rs", 61, false);
    }
}
