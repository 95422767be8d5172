//! `spin.toml`, manifest version 2, as far as an HTTP application over SQLite and key-value stores needs it.

mod component;
mod read;
mod tool;
mod trigger;

pub use component::ComponentManifest;
pub use tool::{BodyLimitManifest, JobManifest, PageCacheManifest};
pub use trigger::Route;

pub(crate) use read::Reader;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::problems::Problems;

/// An application as its manifest describes it, before variables are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// `application.name`.
    pub name: String,
    /// `application.version`.
    pub version: Option<String>,
    /// Folder of the manifest: sources and dotenv files are looked up from here.
    pub folder: PathBuf,
    /// `[variables]` by name.
    pub variables: BTreeMap<String, VariableManifest>,
    /// `[[trigger.http]]` in order.
    pub routes: Vec<Route>,
    /// `[component.<id>]` by id; only those that a trigger or private route names.
    pub components: BTreeMap<String, ComponentManifest>,
}

/// One entry of `[variables]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VariableManifest {
    /// Value where no provider has one.
    pub default: Option<String>,
    /// The application does not start without a value.
    pub required: bool,
    /// The value never appears in a log or message.
    pub secret: bool,
}

/// Why a manifest cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// There is no such file or folder.
    #[error(
        "cannot read {path}: {source}\n  `--from` takes a spin.toml or the folder that holds one; applications \
         in a registry must be pulled first"
    )]
    Unreadable {
        /// What was asked for.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("{path} is not valid TOML: {source}")]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, column and reason.
        source: toml::de::Error,
    },
    /// The file is TOML but not a manifest that this host can run.
    #[error("{path}: {problems}")]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Everything that is wrong with it.
        problems: Problems,
    },
}

impl Manifest {
    /// Reads `path`, a manifest or the folder of a `spin.toml`.
    pub fn load(path: &Path) -> Result<Self, ManifestError> {
        let file = if path.is_dir() { path.join("spin.toml") } else { path.to_path_buf() };
        let unreadable = |source| ManifestError::Unreadable { path: file.clone(), source };
        let text = std::fs::read_to_string(&file).map_err(unreadable)?;
        let absolute = std::path::absolute(&file).map_err(unreadable)?;
        let folder = absolute.parent().map(Path::to_path_buf).unwrap_or_default();
        let table =
            text.parse::<toml::Table>().map_err(|source| ManifestError::Syntax { path: file.clone(), source })?;
        Self::from_table(&table, folder).map_err(|problems| ManifestError::Invalid { path: file, problems })
    }

    /// Checks a parsed manifest; `folder` is where its relative paths begin.
    pub fn from_table(table: &toml::Table, folder: PathBuf) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut root = Reader::new(table, "", &mut problems);
        root.expect_version();
        let application = root.table("application");
        let variables = root.table("variables");
        let trigger = root.table("trigger");
        let component = root.table("component");
        root.reject_unknown();

        let (name, version) = read_application(application, &mut problems);
        let variables = read_variables(variables, &mut problems);
        let routes = trigger::read(trigger, &mut problems);
        let mut components = component::read(component, &mut problems);
        check_references(&routes, &components, &mut problems);
        components.retain(|id, _| routes.iter().any(|route| route.component == *id));
        problems.into_result(Self { name, version, folder, variables, routes, components })
    }
}

fn read_application(table: Option<&toml::Table>, problems: &mut Problems) -> (String, Option<String>) {
    let Some(table) = table else {
        problems.add("application", "is missing", "Add [application] with name = \"…\".");
        return (String::new(), None);
    };
    let mut reader = Reader::new(table, "application", problems);
    let name = reader.required_string("name");
    let version = reader.string("version");
    (name.unwrap_or_default(), version)
}

fn read_variables(table: Option<&toml::Table>, problems: &mut Problems) -> BTreeMap<String, VariableManifest> {
    let mut variables = BTreeMap::new();
    for (name, value) in table.into_iter().flatten() {
        let place = format!("variables.{name}");
        if !crate::variables::is_name(name) {
            problems.add(&place, "is not a variable name", "Use lower-case letters, digits and single '_'.");
        }
        let Some(table) = value.as_table() else {
            problems.add(&place, "is not a table", "Write { default = \"…\" } or { required = true }.");
            continue;
        };
        let mut reader = Reader::new(table, &place, problems);
        let variable = VariableManifest {
            default: reader.string("default"),
            required: reader.boolean("required"),
            secret: reader.boolean("secret"),
        };
        reader.ignore(&["description"]);
        reader.reject_unknown();
        if variable.default.is_none() && !variable.required {
            problems.add(place, "has neither a default nor required = true", "Give it one of the two.");
        }
        variables.insert(name.clone(), variable);
    }
    variables
}

/// Every route must lead to a component that is there.
fn check_references(routes: &[Route], components: &BTreeMap<String, ComponentManifest>, problems: &mut Problems) {
    for route in routes.iter().filter(|route| !components.contains_key(&route.component)) {
        problems.add(
            &route.place,
            format!("names the component {:?}, which is not defined", route.component),
            format!("Add [component.{}] or correct the name.", route.component),
        );
    }
    if routes.is_empty() {
        problems.add("trigger.http", "is missing", "Add [[trigger.http]] with route and component.");
    }
}
