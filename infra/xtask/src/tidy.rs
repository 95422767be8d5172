//! `cargo xtask tidy`: the rules of the house that a program can check, each with its mend.

mod cfgs;
mod cycles;
mod edges;
mod imports;
mod migrations;
mod modules;
mod packages;
mod routes;
mod sizes;
mod sources;
mod statements;
mod unsafety;
mod vocabulary;

use std::fmt;

use anyhow::{Result, bail};

use crate::workspace::Workspace;

/// Check import rules, cycles, file sizes, module docs, vocabulary, versions, SQL, unsafe, cfg and migrations
///
/// Names every offender at once, with the rule and how to mend it.
#[derive(clap::Args)]
pub struct Arguments {
    /// Write down the migrations as they are now; from then on they may not change
    #[arg(long)]
    record_migrations: bool,
}

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file (with a line) or the package.
    place: String,
    /// What is wrong there.
    fault: String,
    /// What to do about it.
    mend: &'static str,
}

impl Finding {
    /// A finding for each line of code of a file that breaks a rule.
    fn in_code(source: &sources::Source, breaks: impl Fn(&str) -> bool, fault: &str, mend: &'static str) -> Vec<Self> {
        let lines = source.code().filter(|(_, line)| breaks(line));
        lines
            .map(|(number, _)| Self { place: format!("{}:{number}", source.path), fault: fault.to_owned(), mend })
            .collect()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}\n    mend: {}", self.place, self.fault, self.mend)
    }
}

/// Runs the command.
///
/// # Errors
/// When a rule is broken or a file cannot be read.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    if arguments.record_migrations {
        migrations::record(workspace)?;
    }
    check(workspace)
}

/// Holds the repository against every rule.
///
/// # Errors
/// As [`run`].
pub fn check(workspace: &Workspace) -> Result<()> {
    let mut findings = packages::check_versions(workspace)?;
    findings.extend(packages::read(workspace)?.iter().flat_map(edges::check));
    findings.extend(migrations::check(workspace)?);
    let sources = sources::read(workspace)?;
    for source in &sources {
        findings.extend(sizes::check(source));
        findings.extend(modules::check(source));
        findings.extend(statements::check(source));
        findings.extend(unsafety::check(source));
        findings.extend(cfgs::check(source));
        findings.extend(routes::check(source));
    }
    findings.extend(cycles::check(&sources));
    findings.extend(sizes::check_infra(&sources));
    for text in sources::every_text(workspace)? {
        findings.extend(vocabulary::check(&text));
    }
    findings.sort();
    for finding in &findings {
        eprintln!("{finding}");
    }
    eprintln!("· tidy: {} files, {} findings", sources.len(), findings.len());
    if findings.is_empty() { Ok(()) } else { bail!("{} places break a rule of the house", findings.len()) }
}
