//! No file is longer than 500 lines, a component's shell no longer than 60, and what runs the shop stays small.

use crate::tidy::{Finding, sources::Source};

const LINES_MAX: usize = 500;
const SHELL_LINES_MAX: usize = 60;
/// Lines of Rust below `infra`, without `infra/rollout`. The aim is 21,000: what an ingress, a dashboard or a library does is
/// theirs. The bound rose three times: from 28,500 for the payment sandbox beside every shop under test, from 29,300 for the
/// test of an edit in three regions, and from 29,700 for the demonstration.
const INFRA_LINES_MAX: usize = 29_900;

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

/// The operators' rollout command is a program of its own and runs no shop.
fn is_counted(path: &str) -> bool {
    path.starts_with("infra/") && !path.starts_with("infra/rollout/")
}

/// Counts the lines of `infra`, prints the number and holds it against the limit.
pub fn check_infra(sources: &[Source]) -> Option<Finding> {
    let rust = sources.iter().filter(|source| source.is("rs") && is_counted(&source.path));
    let lines: usize = rust.map(|source| source.text.lines().count()).sum();
    eprintln!("· tidy: {lines} lines of Rust in infra, at most {INFRA_LINES_MAX}");
    (lines > INFRA_LINES_MAX).then(|| Finding {
        place: "infra".to_owned(),
        fault: format!("{lines} lines of Rust, at most {INFRA_LINES_MAX}"),
        mend: "let a library or another program do the work",
    })
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

    #[test]
    fn only_rust_below_infra_counts_there() {
        let of = |lines| [sample("infra/edge/src/main.rs", &"x\n".repeat(lines)), sample("db/src/a.rs", "x\n")];
        assert_eq!(check_infra(&of(INFRA_LINES_MAX)), None);
        assert!(check_infra(&of(INFRA_LINES_MAX + 1)).is_some());
    }
}
