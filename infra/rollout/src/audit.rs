//! The audit log: one JSON entry a line, each with the hash of the one before, so that a changed, missing or moved entry is
//! found.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write as _};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::digest::sha256;

/// What somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Seconds since 1970.
    pub at: i64,
    /// Who.
    pub author: String,
    /// The rollout.
    pub rollout: String,
    /// What, e.g. `promote 3`.
    pub verb: String,
    /// The region that it concerns; empty for all.
    pub region: String,
    /// Before, after, gates, reasons, as JSON.
    pub detail: serde_json::Value,
}

/// Where entries go.
pub trait Audit {
    /// Adds an entry after the newest.
    ///
    /// # Errors
    /// When it is not certain that the entry is kept.
    fn append(&self, entry: Entry) -> Result<(), String>;
}

/// A line of the log.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    entry: Entry,
    /// sha256 of the line before, in hexadecimal digits; of nothing for the first.
    after: String,
}

/// What is wrong with a log.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Tampered {
    /// A line is no entry.
    #[error("line {0} is not an entry")]
    Unreadable(usize),
    /// A line does not follow the one before it.
    #[error("line {0} does not follow the one before: one of them was changed, or entries are missing")]
    Broken(usize),
}

/// Checks a whole log and returns its entries.
///
/// # Errors
/// When an entry was changed, left out or moved. Entries that were cut off at the end are found only by who kept the hash
/// of the last line, which [`head`] gives.
pub fn verify(log: &str) -> Result<Vec<Entry>, Tampered> {
    let mut after = hash("");
    let mut entries = Vec::new();
    for (index, text) in log.lines().enumerate() {
        let line: Line = serde_json::from_str(text).map_err(|_| Tampered::Unreadable(index + 1))?;
        if line.after != after {
            return Err(Tampered::Broken(index + 1));
        }
        after = hash(text);
        entries.push(line.entry);
    }
    Ok(entries)
}

/// The hash of the last line.
pub fn head(log: &str) -> String {
    hash(log.lines().last().unwrap_or(""))
}

fn hash(line: &str) -> String {
    sha256(line.as_bytes())
}

/// A log in a file. Several programs may append at the same time.
#[derive(Clone, Debug)]
pub struct AuditFile(pub PathBuf);

impl AuditFile {
    /// The whole log; empty where there is none yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&self) -> std::io::Result<String> {
        if self.0.exists() { std::fs::read_to_string(&self.0) } else { Ok(String::new()) }
    }

    fn append_line(&self, entry: Entry) -> std::io::Result<()> {
        let mut file: File = OpenOptions::new().create(true).read(true).append(true).open(&self.0)?;
        file.lock()?;
        let mut log = String::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_string(&mut log)?;
        let line = serde_json::to_string(&Line { entry, after: head(&log) })?;
        file.write_all(format!("{line}\n").as_bytes())?;
        file.sync_all()
    }
}

impl Audit for AuditFile {
    fn append(&self, entry: Entry) -> Result<(), String> {
        self.append_line(entry).map_err(|error| format!("{}: {error}", self.0.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log_of(entries: usize) -> (tempfile::TempDir, AuditFile) {
        let folder = tempfile::tempdir().unwrap();
        let file = AuditFile(folder.path().join("audit.jsonl"));
        for at in 0..entries {
            let entry = Entry {
                at: i64::try_from(at).unwrap(),
                author: "ada".to_owned(),
                rollout: "1".to_owned(),
                verb: "promote".to_owned(),
                region: String::new(),
                detail: serde_json::json!({ "stage": at }),
            };
            file.append(entry).unwrap();
        }
        (folder, file)
    }

    #[test]
    fn a_whole_log_verifies_and_each_harm_to_it_is_found() {
        let (_folder, file) = log_of(4);
        let log = file.read().unwrap();
        assert_eq!(verify(&log).unwrap().len(), 4);
        let lines: Vec<&str> = log.lines().collect();
        assert_eq!(verify(&[lines[0], lines[2], lines[3]].join("\n")), Err(Tampered::Broken(2)), "missing");
        assert_eq!(verify(&[lines[0], lines[2], lines[1], lines[3]].join("\n")), Err(Tampered::Broken(2)), "moved");
        assert_eq!(verify(&log.replace("\"stage\":1", "\"stage\":9")), Err(Tampered::Broken(3)), "changed");
        assert_eq!(verify(&log.replacen("{", "", 1)), Err(Tampered::Unreadable(1)));
        assert_ne!(head(&log), head(&lines[..3].join("\n")), "cut off");
    }

    #[test]
    fn entries_of_many_programs_make_one_chain() {
        let (_folder, file) = log_of(1);
        let entry = verify(&file.read().unwrap()).unwrap().remove(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| (0..10).for_each(|_| file.append(entry.clone()).unwrap()));
            }
        });
        assert_eq!(verify(&file.read().unwrap()).unwrap().len(), 81);
    }
}
