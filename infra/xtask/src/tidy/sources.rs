//! The files people write, as the rules see them.

use std::fs;

use anyhow::{Context, Result};

use crate::{fingerprint::files_below, process, workspace::Workspace};

/// Kinds of files the rules look at.
const KINDS: [&str; 6] = ["rs", "ts", "js", "mjs", "css", "sql"];

/// A file of ours.
pub struct Source {
    /// Relative to the repository, with `/`.
    pub path: String,
    /// What it holds.
    pub text: String,
}

impl Source {
    /// Whether the file's name ends in `.kind`.
    pub fn is(&self, kind: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, own)| own == kind)
    }

    /// Whether the whole file is a test, a bench or an example.
    pub fn is_test(&self) -> bool {
        let is_test_name = self.path.ends_with("/tests.rs") || self.path.ends_with("/testing.rs");
        is_test_name
            || ["/tests/", "/benches/", "/examples/", "/testing/"].iter().any(|folder| self.path.contains(folder))
    }

    /// Lines of Rust code with their numbers from 1: without comments, and without the test module at a file's end.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Every file of ours that a rule looks at.
///
/// # Errors
/// When one cannot be read or is not UTF-8.
pub fn read(workspace: &Workspace) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in ["components", "db", "infra", "web"] {
        for file in files_below(&workspace.path(folder))? {
            let path = workspace.shown(&file).to_string().replace('\\', "/");
            if KINDS.iter().any(|kind| path.ends_with(&format!(".{kind}"))) {
                let text = fs::read_to_string(&file).with_context(|| format!("reading {path}"))?;
                sources.push(Source { path, text });
            }
        }
    }
    Ok(sources)
}

/// Every text of the repository, whatever its kind, but for lists of other people's packages.
///
/// # Errors
/// When git fails or a file cannot be read.
pub fn every_text(workspace: &Workspace) -> Result<Vec<Source>> {
    let mut git = process::command(workspace, "git");
    let listed = process::output(git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    let names = listed.split('\0').filter(|name| !name.is_empty() && !name.ends_with("Cargo.lock"));
    let mut texts = Vec::new();
    for name in names.filter(|name| !name.ends_with("package-lock.json")) {
        let file = workspace.path(name);
        // A file that was removed and not yet committed is still listed; one that is no text is a picture.
        if let Some(text) =
            file.is_file().then(|| fs::read(&file)).transpose()?.and_then(|it| String::from_utf8(it).ok())
        {
            texts.push(Source { path: name.to_owned(), text });
        }
    }
    Ok(texts)
}

/// A source for a rule's test.
#[cfg(test)]
pub fn sample(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}
