//! `[component.<id>]`.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::read::Reader;
use super::tool::{self, ToolManifest};
use crate::problems::Problems;

/// One component and what it is granted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ComponentManifest {
    /// Path of the component, relative to the manifest.
    pub source: String,
    /// Hosts that it may call; entries may hold `{{ variables }}`.
    pub allowed_outbound_hosts: Vec<String>,
    /// Labels of databases that it may open.
    pub sqlite_databases: Vec<String>,
    /// Labels of key-value stores that it may open.
    pub key_value_stores: Vec<String>,
    /// Its own variables by name; values may hold `{{ variables }}` of the application.
    pub variables: BTreeMap<String, String>,
    /// Its environment.
    pub environment: Vec<(String, String)>,
    /// What this host does for it beyond what Spin does.
    pub tool: ToolManifest,
}

const UNSUPPORTED: [(&str, &str); 6] = [
    ("files", "Build the files into the component (include_bytes!, include_dir)."),
    ("ai_models", "Remove it: the edge host runs no language models."),
    ("dependencies", "Compose the component before it is deployed."),
    ("dependencies_inherit_configuration", "Compose the component before it is deployed."),
    ("allowed_http_hosts", "Use allowed_outbound_hosts with a scheme: \"https://example.com\"."),
    ("targets", "Remove it: it is checked when the component is built."),
];

/// Reads all components.
pub fn read(table: Option<&Table>, problems: &mut Problems) -> BTreeMap<String, ComponentManifest> {
    let mut components = BTreeMap::new();
    for (id, value) in table.into_iter().flatten() {
        let place = format!("component.{id}");
        match value.as_table() {
            Some(table) => {
                components.insert(id.clone(), read_one(table, &place, problems));
            }
            None => problems.add(place, "is not a table", "Write it as [component.<id>]."),
        }
    }
    components
}

fn read_one(table: &Table, place: &str, problems: &mut Problems) -> ComponentManifest {
    let mut reader = Reader::new(table, place, problems);
    let tools = reader.table("tool");
    let mut component = ComponentManifest {
        source: read_source(&mut reader),
        allowed_outbound_hosts: reader.strings("allowed_outbound_hosts"),
        sqlite_databases: reader.strings("sqlite_databases"),
        key_value_stores: reader.strings("key_value_stores"),
        variables: reader.string_map("variables").into_iter().collect(),
        environment: reader.string_map("environment"),
        tool: ToolManifest::default(),
    };
    reader.unsupported(&UNSUPPORTED);
    reader.ignore(&["description", "build", "exclude_files"]);
    reader.reject_unknown();
    component.tool = tool::read(tools, place, problems);
    for name in component.variables.keys().filter(|name| !crate::variables::is_name(name)) {
        problems.add(
            format!("{place}.variables.{name}"),
            "is not a variable name",
            "Use lower-case letters, digits and single '_'.",
        );
    }
    component
}

fn read_source(reader: &mut Reader) -> String {
    match reader.value("source") {
        Some(Value::String(path)) => path.clone(),
        None => {
            reader.problem("source", "is missing", "Add source = \"path/to/component.wasm\".");
            String::new()
        }
        Some(_) => {
            let fix = "Download the component and give its path; the edge host fetches nothing.";
            reader.problem("source", "is not a path", fix);
            String::new()
        }
    }
}
