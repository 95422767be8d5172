//! `cargo xtask test`: everything CI runs, one step after the other, counted together at the end.

mod licences;
mod native;

use anyhow::{Result, bail};

use crate::{
    build, e2e,
    progress::{note, step},
    tally::{self, Tally},
    tidy,
    workspace::Workspace,
};

/// Run every check: formatting, tidy, build, clippy, native tests, trials, browser journeys, licences
///
/// Goes on after a failure, so that one run names them all; ends with `N passed, N failed`. Formatting, tidy, each clippy
/// and the licences count as one check each. What takes sqld is run where the variable SQLD or PATH names one; the end
/// says so where it is left out.
#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out the browser journeys
    #[arg(long)]
    no_browser: bool,
}

/// Runs the command.
///
/// # Errors
/// When a check failed.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut report = Report::default();
    let sqld = e2e::sqld();
    report.check("formatting", || native::formatting(workspace));
    report.check("tidy", || tidy::check(workspace));
    // First what the tests run: trials start the edge host with the components, guests are built for wasm.
    if report.check("build", || build::everything(workspace)) {
        for (name, mut lint) in native::lints(workspace)? {
            report.check(&name, || crate::process::run(&mut lint));
        }
        report.count("native tests", || tally::stream(&mut native::tests(workspace, sqld.as_deref())));
        if !arguments.no_browser {
            for &mode in e2e::Mode::at_hand(sqld.as_deref()) {
                // Weight and speed of pages are the same wherever the rows come from.
                let script = if mode == e2e::Mode::File { "test" } else { "journeys" };
                report.count(&format!("browser, {mode}"), || e2e::journeys(workspace, script, mode, 1000));
            }
        }
    }
    report.check("licences and sources", || licences::check(workspace));
    if sqld.is_none() {
        // Tests that pass print nothing, so this is the one place where it is read.
        note("left out: all that takes sqld, embedded replicas and sqld over HTTP: neither SQLD nor PATH names one");
    }
    report.end()
}

/// What has been counted so far.
#[derive(Default)]
struct Report {
    tally: Tally,
    failures: Vec<String>,
}

impl Report {
    /// One check; says whether it held.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        self.count(name, || work().map(|()| Tally::one(true)))
    }

    /// A runner with many tests.
    fn count(&mut self, name: &str, work: impl FnOnce() -> Result<Tally>) -> bool {
        let tally = match step(name, work) {
            Ok(tally) => tally,
            Err(error) => {
                eprintln!("{error:#}");
                Tally::one(false)
            }
        };
        self.tally += tally;
        if !tally.is_clean() {
            self.failures.push(format!("{name} ({} failed)", tally.failed));
        }
        tally.is_clean()
    }

    fn end(self) -> Result<()> {
        if !self.failures.is_empty() {
            eprintln!("failed: {}", self.failures.join(", "));
        }
        println!("{}", self.tally);
        if self.tally.is_clean() { Ok(()) } else { bail!("not everything passed") }
    }
}
