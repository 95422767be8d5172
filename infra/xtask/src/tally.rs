//! Counting tests in the output of the runners we use: cargo's, nextest's and Node's.

use std::{
    fmt,
    io::{BufRead, BufReader, Read, Write},
    ops::AddAssign,
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

use crate::process;

/// How many checks passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that held.
    pub passed: u64,
    /// Checks that did not.
    pub failed: u64,
}

impl Tally {
    /// One check.
    pub fn one(held: bool) -> Self {
        Self { passed: held.into(), failed: (!held).into() }
    }

    /// Whether nothing failed.
    pub fn is_clean(self) -> bool {
        self.failed == 0
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs a test command that prints its summary to standard output, and counts its tests. A command that fails without
/// naming a failed test counts as one failed check.
///
/// # Errors
/// When the command cannot be started.
pub fn stream(command: &mut Command) -> Result<Tally> {
    let mut child = spawn(command.stdout(Stdio::piped()))?;
    let output = child.stdout.take().context("its standard output")?;
    finish(child, output, &mut std::io::stdout())
}

/// The same for a command that prints its summary to standard error, as nextest does.
///
/// # Errors
/// As [`stream`].
pub fn stream_stderr(command: &mut Command) -> Result<Tally> {
    let mut child = spawn(command.stderr(Stdio::piped()))?;
    let output = child.stderr.take().context("its standard error")?;
    finish(child, output, &mut std::io::stderr())
}

fn spawn(command: &mut Command) -> Result<Child> {
    command.spawn().with_context(|| format!("starting `{}`", process::shown(command)))
}

/// Passes on what the command prints, and counts.
fn finish(mut child: Child, output: impl Read, printed: &mut impl Write) -> Result<Tally> {
    let mut tally = Tally::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        writeln!(printed, "{line}")?;
        tally += counted(&line);
    }
    if !child.wait()?.success() && tally.is_clean() {
        tally += Tally::one(false);
    }
    Ok(tally)
}

/// What a line of a runner's summary counts.
fn counted(line: &str) -> Tally {
    let plain = without_colours(line);
    let number = |text: &str| text.trim().parse().unwrap_or(0);
    if let Some(result) = plain.strip_prefix("test result: ") {
        let of = |unit| result.split([';', '.']).find_map(|part| part.trim().strip_suffix(unit)).map_or(0, number);
        return Tally { passed: of(" passed"), failed: of(" failed") };
    }
    // nextest: `Summary [   0.5s] 9 tests run: 7 passed (1 slow), 1 failed, 1 timed out, 3 skipped`.
    if let Some((_, result)) = plain.strip_prefix("     Summary [").and_then(|rest| rest.split_once(" run: ")) {
        let of = |word: &str| {
            let part = result.split(", ").find_map(|part| part.split_once(' ').filter(|(_, of)| of.starts_with(word)));
            part.map_or(0, |(count, _)| number(count))
        };
        return Tally { passed: of("passed"), failed: of("failed") + of("timed out") + of("exec failed") };
    }
    // Node's reporters write `ℹ pass 12` or `# pass 12`.
    let summary = plain.strip_prefix("ℹ ").or_else(|| plain.strip_prefix("# ")).unwrap_or("");
    let of = |word| summary.strip_prefix(word).map_or(0, number);
    Tally { passed: of("pass "), failed: of("fail ") + of("cancelled ") }
}

/// The line without terminal colours (`ESC [ … m`).
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').map_or(part, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, passed: u64, failed: u64) {
        assert_eq!(counted(line), Tally { passed, failed }, "{line}");
    }

    #[test]
    fn summaries_of_all_runners_are_counted() {
        check("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s", 12, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 3, 2);
        check("     Summary [   0.012s] 5 tests run: 5 passed, 0 skipped", 5, 0);
        check("     Summary [   9.1s] 5 tests run: 2 passed (1 slow), 2 failed, 1 timed out, 0 skipped", 2, 3);
        check("ℹ pass 7", 7, 0);
        check("# fail 2", 0, 2);
        check("\u{1b}[34mℹ cancelled 1\u{1b}[39m", 0, 1);
        check("ℹ tests 9", 0, 0);
        check("all 5 passed", 0, 0);
    }
}
