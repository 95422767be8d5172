//! Spin's runtime configuration file: what stands behind each label.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::backend::{self, Backend};
use crate::manifest::Reader;
use crate::problems::Problems;
use crate::variables::{Dotenv, EnvProvider};

/// What the file says. Paths are as given when absolute, else joined to where Spin looks them up.
#[derive(Debug, Clone, Default)]
pub struct RuntimeConfig {
    /// `[sqlite_database.<label>]`. Relative paths begin in the working directory.
    pub databases: BTreeMap<String, Backend>,
    /// `[key_value_store.<label>]`: the file. Relative paths begin beside the configuration file.
    pub stores: BTreeMap<String, PathBuf>,
    /// `[[config_provider]]` or `[[variables_provider]]`, in order.
    pub providers: Vec<EnvProvider>,
    /// `state_dir`.
    pub state_dir: Option<PathBuf>,
    /// `max_instance_memory`, in bytes.
    pub max_instance_memory: Option<u64>,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeConfigError {
    /// It cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// It is not TOML.
    #[error("{path} is not valid TOML: {source}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, column and reason.
        source: toml::de::Error,
    },
}

impl RuntimeConfig {
    /// Reads the file; what is wrong inside it goes to `problems`.
    pub fn load(path: &Path, problems: &mut Problems) -> Result<Self, RuntimeConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| RuntimeConfigError::Unreadable { path: path.to_path_buf(), source })?;
        let table =
            text.parse::<Table>().map_err(|source| RuntimeConfigError::Syntax { path: path.to_path_buf(), source })?;
        Ok(Self::from_table(&table, path.parent().unwrap_or(Path::new("")), problems))
    }

    /// Checks a parsed file that lies in `folder`.
    pub fn from_table(table: &Table, folder: &Path, problems: &mut Problems) -> Self {
        let mut root = Reader::new(table, "", problems);
        let databases = root.table("sqlite_database");
        let stores = root.table("key_value_store");
        let providers = [root.value("config_provider"), root.value("variables_provider")];
        let state_dir = root.string("state_dir").map(PathBuf::from);
        let max_instance_memory = read_memory(&mut root);
        root.unsupported(&[("llm_compute", "Remove it: the edge host runs no language models.")]);
        root.ignore(&["log_dir", "outbound_http", "outbound_networking"]);
        root.reject_unknown();
        Self {
            databases: backend::read(databases, problems),
            stores: read_stores(stores, problems).into_iter().map(|(label, path)| (label, folder.join(path))).collect(),
            providers: read_providers(providers, folder, problems),
            state_dir,
            max_instance_memory,
        }
    }
}

/// SpinKube writes numbers as strings.
fn read_memory(root: &mut Reader) -> Option<u64> {
    let value = root.value("max_instance_memory")?;
    let bytes = match value {
        Value::Integer(bytes) => u64::try_from(*bytes).ok(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    if bytes.is_none() {
        root.problem("max_instance_memory", "is not a number of bytes", "Write it as an integer.");
    }
    bytes
}

fn read_stores(table: Option<&Table>, problems: &mut Problems) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    for (label, value) in table.into_iter().flatten() {
        let place = format!("key_value_store.{label}");
        let Some(table) = value.as_table() else {
            problems.add(place, "is not a table", "Give it type = \"spin\" and path = \"…\".");
            continue;
        };
        let mut reader = Reader::new(table, &place, problems);
        let backend = reader.required_string("type");
        match backend.as_deref() {
            None => {}
            Some("spin") => {
                if let Some(path) = reader.required_string("path") {
                    files.insert(label.clone(), PathBuf::from(path));
                }
                reader.reject_unknown();
            }
            Some(other) => {
                let fault = format!("is {other:?}, which the edge host does not have");
                reader.problem("type", fault, "Use type = \"spin\" with a path.");
            }
        }
    }
    files
}

fn read_providers(lists: [Option<&Value>; 2], folder: &Path, problems: &mut Problems) -> Vec<EnvProvider> {
    let mut providers = Vec::new();
    for value in lists.into_iter().flatten() {
        let Some(list) = value.as_array() else {
            problems.add("config_provider", "is not a list", "Write [[config_provider]] with two brackets.");
            continue;
        };
        for (index, value) in list.iter().enumerate() {
            let place = format!("config_provider[{index}]");
            match value.as_table() {
                Some(table) => providers.extend(read_provider(table, &place, folder, problems)),
                None => problems.add(place, "is not a table", "Write it as [[config_provider]]."),
            }
        }
    }
    providers
}

fn read_provider(table: &Table, place: &str, folder: &Path, problems: &mut Problems) -> Option<EnvProvider> {
    let mut reader = Reader::new(table, place, problems);
    let kind = reader.required_string("type")?;
    if kind != "env" {
        let fault = format!("is {kind:?}, which the edge host does not have");
        reader.problem("type", fault, "Use type = \"env\".");
        return None;
    }
    let prefix = reader.string("prefix");
    let dotenv = reader.string("dotenv_path").map(|path| folder.join(path));
    reader.reject_unknown();
    let dotenv = match dotenv.map(|path| Dotenv::load(&path)).transpose() {
        Ok(dotenv) => dotenv.unwrap_or_default(),
        Err(error) => {
            problems.add(format!("{place}.dotenv_path"), error.to_string(), "Correct the file or its path.");
            Dotenv::default()
        }
    };
    Some(EnvProvider { prefix, dotenv })
}
