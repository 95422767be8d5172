//! `[[trigger.http]]`.

use toml::{Table, Value};

use super::read::Reader;
use crate::problems::Problems;

/// One HTTP trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Where it stands in the manifest, for messages.
    pub place: String,
    /// The pattern, or `None` for a private component.
    pub pattern: Option<String>,
    /// Id of the component that answers.
    pub component: String,
}

/// Reads all HTTP triggers; other kinds of triggers are problems.
pub fn read(table: Option<&Table>, problems: &mut Problems) -> Vec<Route> {
    let mut routes = Vec::new();
    for (kind, value) in table.into_iter().flatten() {
        if kind != "http" {
            let fault = "is not supported by the edge host";
            problems.add(format!("trigger.{kind}"), fault, "Only [[trigger.http]] is served here.");
            continue;
        }
        let Some(list) = value.as_array() else {
            problems.add("trigger.http", "is not a list", "Write [[trigger.http]] with two brackets.");
            continue;
        };
        for (index, value) in list.iter().enumerate() {
            let place = format!("trigger.http[{index}]");
            match value.as_table() {
                Some(table) => routes.extend(read_one(table, place, problems)),
                None => problems.add(place, "is not a table", "Write it as [[trigger.http]]."),
            }
        }
    }
    routes
}

fn read_one(table: &Table, place: String, problems: &mut Problems) -> Option<Route> {
    let mut reader = Reader::new(table, &place, problems);
    let pattern = read_pattern(&mut reader);
    let component = reader.required_string("component");
    if let Some(kind) = reader.table("executor").and_then(|executor| executor.get("type"))
        && !matches!(kind.as_str(), Some("http" | "spin"))
    {
        reader.problem("executor", "is not http", "Remove it: only WASI HTTP components run here.");
    }
    reader.unsupported(&[("static_response", "Answer from a component instead.")]);
    reader.ignore(&["id"]);
    reader.reject_unknown();
    Some(Route { place, pattern: pattern?, component: component? })
}

/// The outer `Option` is absence by mistake, the inner one a private route.
fn read_pattern(reader: &mut Reader) -> Option<Option<String>> {
    match reader.value("route") {
        Some(Value::String(pattern)) => match crate::routes::check(pattern) {
            Ok(()) => Some(Some(pattern.clone())),
            Err(fault) => {
                let fix = "Use \"/exact\", \"/prefix/...\" or \"/with/:name/parts\".";
                reader.problem("route", fault, fix);
                None
            }
        },
        Some(Value::Table(table)) if table.get("private").and_then(Value::as_bool) == Some(true) => Some(None),
        Some(_) => {
            reader.problem("route", "is no route", "Use a string or { private = true }.");
            None
        }
        None => {
            reader.problem("route", "is missing", "Add route = \"/...\" or { private = true }.");
            None
        }
    }
}
