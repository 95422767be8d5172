//! `[component.<id>.tool.outpost]`: what this host does for a component beyond what Spin does.
//!
//! Spin keeps `tool` tables for other programs and ignores them.

use std::time::Duration;

use toml::{Table, Value};

use super::read::Reader;
use crate::problems::Problems;

/// The host's own table of a component.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToolManifest {
    /// `page_cache`: what tells whether cached pages are still valid.
    pub page_cache: Option<PageCacheManifest>,
    /// `jobs`: requests that the host sends periodically.
    pub jobs: Vec<JobManifest>,
    /// `body_limits`: the largest request bodies.
    pub body_limits: Vec<BodyLimitManifest>,
    /// `max_concurrent_writes`: how many requests that may change something (all but GET, HEAD, OPTIONS) work at once;
    /// further ones wait. For components that need much memory or time for one of them.
    pub max_concurrent_writes: Option<usize>,
}

/// What tells whether cached pages are still valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageCacheManifest {
    /// Label of the database that is asked.
    pub database: String,
    /// A statement that answers one row with one number or text, which changes whenever a page may look different and
    /// never takes a value twice. Scopes that a page names are bound to `?1`.
    pub version: String,
}

/// A request that the host sends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobManifest {
    /// A path that leads to this component.
    pub path: String,
    /// The pause between the end of one run and the next.
    pub every: Duration,
}

/// The largest request body of a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLimitManifest {
    /// A pattern as in `[[trigger.http]]`; the most specific one counts.
    pub route: String,
    /// The limit.
    pub max_bytes: u64,
}

/// Reads it out of the `tool` table of the component at `place`. Tables of other programs are ignored.
pub fn read(tool: Option<&Table>, place: &str, problems: &mut Problems) -> ToolManifest {
    let Some(outpost) = tool.and_then(|tool| tool.get("outpost")) else { return ToolManifest::default() };
    let place = format!("{place}.tool.outpost");
    let Some(outpost) = outpost.as_table() else {
        problems.add(place, "is not a table", "Write [component.<id>.tool.outpost.page_cache].");
        return ToolManifest::default();
    };
    let mut reader = Reader::new(outpost, place.clone(), problems);
    let page_cache = reader.value("page_cache");
    let (jobs, body_limits) = (reader.value("jobs"), reader.value("body_limits"));
    let max_concurrent_writes = read_count(&mut reader, "max_concurrent_writes");
    reader.reject_unknown();
    ToolManifest {
        page_cache: page_cache.and_then(|table| read_page_cache(table, &format!("{place}.page_cache"), problems)),
        jobs: read_list(jobs, &format!("{place}.jobs"), problems, read_job),
        body_limits: read_list(body_limits, &format!("{place}.body_limits"), problems, read_body_limit),
        max_concurrent_writes,
    }
}

/// A whole number from 1, or nothing.
fn read_count(reader: &mut Reader<'_, '_>, name: &'static str) -> Option<usize> {
    let value = reader.value(name)?;
    let count = value.as_integer().and_then(|count| usize::try_from(count).ok()).filter(|count| *count > 0);
    if count.is_none() {
        reader.problem(name, "is not a count", "Give a whole number from 1.");
    }
    count
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

/// Reads a list of tables, each with `read`.
fn read_list<T>(
    value: Option<&Value>,
    place: &str,
    problems: &mut Problems,
    read: impl Fn(&Table, &str, &mut Problems) -> Option<T>,
) -> Vec<T> {
    let Some(value) = value else { return Vec::new() };
    let tables: Option<Vec<&Table>> = value.as_array().and_then(|list| list.iter().map(Value::as_table).collect());
    let Some(tables) = tables else {
        problems.add(
            place,
            "is not a list of tables",
            "Write it with two brackets: [[component.<id>.tool.outpost.…]].",
        );
        return Vec::new();
    };
    let one = |(index, table): (usize, &Table)| read(table, &format!("{place}[{index}]"), problems);
    tables.into_iter().enumerate().filter_map(one).collect()
}

fn read_job(table: &Table, place: &str, problems: &mut Problems) -> Option<JobManifest> {
    let mut reader = Reader::new(table, place, problems);
    let path = reader.required_string("path");
    let seconds = reader.value("every_seconds").and_then(Value::as_integer);
    let every = seconds.and_then(|seconds| u64::try_from(seconds).ok()).filter(|seconds| *seconds > 0);
    if every.is_none() {
        reader.problem("every_seconds", "is not a number of seconds", "Give a whole number from 1.");
    }
    reader.reject_unknown();
    Some(JobManifest { path: path?, every: Duration::from_secs(every?) })
}

fn read_body_limit(table: &Table, place: &str, problems: &mut Problems) -> Option<BodyLimitManifest> {
    let mut reader = Reader::new(table, place, problems);
    let route = reader.required_string("route");
    if let Some(Err(fault)) = route.as_deref().map(crate::routes::check) {
        reader.problem("route", fault, "Use \"/exact\", \"/prefix/...\" or \"/with/:name/parts\".");
    }
    let bytes = reader.value("max_bytes").and_then(Value::as_integer);
    let max_bytes = bytes.and_then(|bytes| u64::try_from(bytes).ok());
    if max_bytes.is_none() {
        reader.problem("max_bytes", "is not a number of bytes", "Give a whole number from 0.");
    }
    reader.reject_unknown();
    Some(BodyLimitManifest { route: route?, max_bytes: max_bytes? })
}
