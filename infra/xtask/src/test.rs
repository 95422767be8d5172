//! `cargo xtask test`: everything CI runs, one step after the other, counted together at the end.

mod dependencies;
mod native;

use anyhow::{Result, bail};

use crate::{
    build, docs, e2e, infra, process,
    progress::{self, note, step},
    tally::Tally,
    tidy,
    workspace::{Clippy, Workspace},
};

/// Run every check: formatting, tidy, licences, build, clippy, native and system tests, browser journeys, infra
///
/// Goes on after a failure, so that one run names them all; ends with a table of the time each step took and with
/// `N passed, N failed`. Steps without tests count as one check each. Native crates are linted while they are built. Tests
/// run under cargo-nextest where it is installed. The end names everything that was left out.
#[derive(clap::Args)]
pub struct Arguments {
    /// Leave out the browser journeys
    #[arg(long)]
    no_browser: bool,
    /// Let every fault of the drills last 30 s
    #[arg(long)]
    long: bool,
}

/// Runs the command.
///
/// # Errors
/// When a check failed.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let mut report = Report::default();
    report.check("formatting", || native::formatting(workspace));
    report.check("tidy", || tidy::check(workspace));
    report.check("licences, bans and sources", || dependencies::check(workspace));
    report.advisories(workspace);
    let mut linted = workspace.with_clippy(Clippy::Deny);
    let mut is_built = report.check("build and clippy", || build_all(&linted));
    if !is_built {
        // A lint must not hide what the tests have to say.
        linted = workspace.with_clippy(Clippy::Warn);
        is_built = report.check("build", || build_all(&linted));
    }
    if is_built {
        for (name, mut lint) in native::wasm_lints(workspace)? {
            report.check(&name, || process::run(&mut lint));
        }
        run_tests(&linted, arguments, &mut report)?;
    }
    // After the build, since the gateway is rehearsed with the arguments of its manifest.
    report.check("Azure and Kubernetes", || infra::check(workspace));
    report.check("documents", || docs::build(workspace));
    report.end()
}

/// Everything that tests run: system tests start the programs with the components.
fn build_all(workspace: &Workspace) -> Result<()> {
    build::everything(workspace, &build::native::PROGRAMS)?;
    step("native tests", || process::run(&mut native::build_tests(workspace)))
}

fn run_tests(workspace: &Workspace, arguments: &Arguments, report: &mut Report) -> Result<()> {
    let sqld = e2e::sqld();
    let sqld = sqld.as_deref();
    match sqld {
        Some(sqld) => note(&format!("sqld: {}", sqld.display())),
        None => report.left_out("everything that takes sqld, because there is none and none can be fetched"),
    }
    let mut probe = None;
    report.check("guest of the edge host's tests", || {
        probe = Some(build::components::probe(workspace)?);
        Ok(())
    });
    let mut environment = Vec::from_iter(probe.map(|probe| ("OUTPOST_EDGE_PROBE", probe)));
    environment.extend(sqld.map(|sqld| ("SQLD", sqld.to_owned())));
    environment.extend(arguments.long.then(|| ("OUTPOST_LONG_DRILLS", "1".into())));
    for tests in native::tests(workspace, &environment) {
        report.count(tests.name, || tests.run());
    }
    if arguments.no_browser {
        report.left_out("the browser journeys, because of --no-browser");
        return Ok(());
    }
    for &mode in e2e::Mode::at_hand(sqld) {
        // What a copy can change is buying, tracking and switching regions; all else is the same over one file.
        let script = if mode == e2e::Mode::File { "test" } else { "copies" };
        report.count(&format!("browser, {mode}"), || e2e::journeys(workspace, script, mode, 1000));
    }
    Ok(())
}

/// What has been counted so far.
#[derive(Default)]
struct Report {
    tally: Tally,
    failures: Vec<String>,
    left_out: Vec<String>,
}

impl Report {
    /// One check. Returns whether it passed.
    fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        self.count(name, || work().map(|()| Tally::one(true)))
    }

    /// A runner with many tests. Returns whether all passed.
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

    fn advisories(&mut self, workspace: &Workspace) {
        let mut is_checked = true;
        self.check("advisories", || {
            is_checked = dependencies::advisories(workspace)?;
            Ok(())
        });
        if !is_checked {
            self.tally.passed -= 1;
            self.left_out("advisories, because their list cannot be fetched from GitHub here");
        }
    }

    fn left_out(&mut self, what: &str) {
        self.left_out.push(what.to_owned());
    }

    fn end(self) -> Result<()> {
        eprint!("\n{}\n", progress::table());
        for what in &self.left_out {
            eprintln!("left out: {what}");
        }
        if !self.failures.is_empty() {
            eprintln!("failed: {}", self.failures.join(", "));
        }
        println!("{}", self.tally);
        if self.tally.is_clean() { Ok(()) } else { bail!("not everything passed") }
    }
}
