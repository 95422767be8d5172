//! `[component.<id>.tool.outpost]`: what this host does for a component beyond what Spin does.
//!
//! Spin keeps `tool` tables for other programs and ignores them.

use super::read::Reader;
use crate::problems::Problems;
use std::time::Duration;
use toml::{Table, Value};

/// The host's own table of a component.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToolManifest {
    /// `page_cache`: what tells whether kept pages are still true.
    pub page_cache: Option<PageCacheManifest>,
    /// `jobs`: what the host asks the component to do now and again.
    pub jobs: Vec<JobManifest>,
}

/// What tells whether kept pages are still true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageCacheManifest {
    /// Label of the database that is asked.
    pub database: String,
    /// A statement that answers one row with one number, which grows whenever a page may look different.
    pub version: String,
}

/// An address that the host posts to by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobManifest {
    /// A path that leads to this component.
    pub path: String,
    /// How long after one run has ended the next begins.
    pub every: Duration,
}

/// Reads it out of the `tool` table of the component at `place`; what is there for other programs is theirs.
pub fn read(tool: Option<&Table>, place: &str, problems: &mut Problems) -> ToolManifest {
    let Some(outpost) = tool.and_then(|tool| tool.get("outpost")) else { return ToolManifest::default() };
    let place = format!("{place}.tool.outpost");
    let Some(outpost) = outpost.as_table() else {
        problems.add(place, "is not a table", "Write [component.<id>.tool.outpost.page_cache].");
        return ToolManifest::default();
    };
    let mut reader = Reader::new(outpost, place.clone(), problems);
    let (page_cache, jobs) = (reader.value("page_cache"), reader.value("jobs"));
    reader.reject_unknown();
    ToolManifest {
        page_cache: page_cache.and_then(|table| read_page_cache(table, &format!("{place}.page_cache"), problems)),
        jobs: jobs.map_or_else(Vec::new, |jobs| read_jobs(jobs, &format!("{place}.jobs"), problems)),
    }
}

fn read_page_cache(value: &Value, place: &str, problems: &mut Problems) -> Option<PageCacheManifest> {
    let Some(table) = value.as_table() else {
        problems.add(place, "is not a table", "Give it database = \"…\" and version = \"…\".");
        return None;
    };
    let mut reader = Reader::new(table, place, problems);
    let (database, version) = (reader.required_string("database"), reader.required_string("version"));
    reader.reject_unknown();
    Some(PageCacheManifest { database: database?, version: version? })
}

fn read_jobs(value: &Value, place: &str, problems: &mut Problems) -> Vec<JobManifest> {
    let tables: Option<Vec<&Table>> = value.as_array().and_then(|jobs| jobs.iter().map(Value::as_table).collect());
    let Some(tables) = tables else {
        problems.add(place, "is not a list of tables", "Write [[component.<id>.tool.outpost.jobs]].");
        return Vec::new();
    };
    let job = |(index, table): (usize, &Table)| read_job(table, &format!("{place}[{index}]"), problems);
    tables.into_iter().enumerate().filter_map(job).collect()
}

fn read_job(table: &Table, place: &str, problems: &mut Problems) -> Option<JobManifest> {
    let mut reader = Reader::new(table, place, problems);
    let path = reader.required_string("path");
    let seconds = reader.value("every_seconds").and_then(Value::as_integer);
    let every = seconds.and_then(|seconds| u64::try_from(seconds).ok()).filter(|seconds| *seconds > 0);
    if every.is_none() {
        reader.problem("every_seconds", "is no number of seconds", "Give a whole number from 1.");
    }
    reader.reject_unknown();
    Some(JobManifest { path: path?, every: Duration::from_secs(every?) })
}
