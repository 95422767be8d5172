//! `[component.<id>.tool.outpost.page_cache]`: where this host learns which version a component's data has.
//!
//! Spin keeps `tool` tables for other programs and ignores them.

use super::read::Reader;
use crate::problems::Problems;
use toml::{Table, Value};

/// What tells whether kept pages are still true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageCacheManifest {
    /// Label of the database that is asked.
    pub database: String,
    /// A statement that answers one row with one number, which grows whenever a page may look different.
    pub version: String,
}

/// Reads it out of the `tool` table of the component at `place`; what is there for other programs is theirs.
pub fn read(tool: Option<&Table>, place: &str, problems: &mut Problems) -> Option<PageCacheManifest> {
    let outpost = tool?.get("outpost")?;
    let place = format!("{place}.tool.outpost");
    let Some(outpost) = outpost.as_table() else {
        problems.add(place, "is not a table", "Write [component.<id>.tool.outpost.page_cache].");
        return None;
    };
    let mut reader = Reader::new(outpost, place.clone(), problems);
    let table = reader.value("page_cache").map(Value::as_table);
    reader.reject_unknown();
    let Some(table) = table? else {
        problems.add(format!("{place}.page_cache"), "is not a table", "Give it database = \"…\" and version = \"…\".");
        return None;
    };
    let mut reader = Reader::new(table, format!("{place}.page_cache"), problems);
    let (database, version) = (reader.required_string("database"), reader.required_string("version"));
    reader.reject_unknown();
    Some(PageCacheManifest { database: database?, version: version? })
}
