//! The application as it will run: manifest, runtime configuration and options brought together and checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::backend::Backend;
use crate::error::StartError;
use crate::manifest::{BodyLimitManifest, ComponentManifest, JobManifest, Manifest, PageCacheManifest};
use crate::options::Options;
use crate::outbound::{AllowedHosts, Pattern};
use crate::problems::Problems;
use crate::routes::Routes;
use crate::runtime_config::RuntimeConfig;
use crate::variables::{Dotenv, EnvProvider, Sources, Variables};

/// What to load and serve.
pub struct Plan {
    /// The application's name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its routes; a target is a position in `components`.
    pub routes: Routes,
    /// Its components.
    pub components: Vec<ComponentPlan>,
    /// Folder for compiled components.
    pub cache_dir: PathBuf,
    /// Memory of one instance, where the runtime configuration has it.
    pub max_instance_memory: Option<u64>,
}

/// One component with everything that it is granted.
pub struct ComponentPlan {
    /// Its id in the manifest.
    pub id: String,
    /// The wasm file.
    pub source: PathBuf,
    /// Hosts that it may call.
    pub hosts: AllowedHosts,
    /// What stands behind each label.
    pub databases: BTreeMap<String, Backend>,
    /// Key-value files by label.
    pub stores: BTreeMap<String, PathBuf>,
    /// Its variables.
    pub variables: BTreeMap<String, String>,
    /// Its environment.
    pub environment: Vec<(String, String)>,
    /// What tells whether its cached pages are still valid.
    pub page_cache: Option<PageCacheManifest>,
    /// Requests that the host sends it periodically.
    pub jobs: Vec<JobManifest>,
    /// The largest bodies that it takes, by route.
    pub body_limits: Vec<BodyLimitManifest>,
    /// How many requests that may change something it works on at once.
    pub max_concurrent_writes: Option<usize>,
}

impl Plan {
    /// Reads and checks everything; the error names every problem of all files at once.
    pub fn load(options: &Options) -> Result<Self, StartError> {
        let mut manifest = Manifest::load(&options.manifest)?;
        let mut problems = Problems::default();
        let config = match &options.runtime_config {
            Some(path) => RuntimeConfig::load(path, &mut problems)?,
            None => RuntimeConfig::default(),
        };
        retain(&mut manifest, &options.components, &mut problems);
        let sources = sources(options, &manifest, config.providers.clone(), &mut problems);
        let variables = Variables::resolve(&manifest, &sources, &mut problems);
        let state_dir =
            options.state_dir.clone().or(config.state_dir.clone()).unwrap_or_else(|| manifest.folder.join(".spin"));
        let planner = Planner { manifest: &manifest, config: &config, variables: &variables, state_dir: &state_dir };
        let components =
            manifest.components.iter().map(|(id, component)| planner.component(id, component, &mut problems)).collect();
        let plan = Self {
            name: manifest.name.clone(),
            version: manifest.version.clone(),
            routes: routes(&manifest),
            components,
            cache_dir: options.cache_dir.clone().unwrap_or_else(|| state_dir.join("compiled")),
            max_instance_memory: config.max_instance_memory,
        };
        problems.into_result(plan).map_err(StartError::Configuration)
    }
}

/// Keeps the chosen components and their routes.
fn retain(manifest: &mut Manifest, chosen: &[String], problems: &mut Problems) {
    if chosen.is_empty() {
        return;
    }
    for id in chosen.iter().filter(|id| !manifest.components.contains_key(*id)) {
        let known = manifest.components.keys().cloned().collect::<Vec<_>>().join(", ");
        problems.add(
            format!("--component-id {id}"),
            "is not a component of this application that a trigger names",
            format!("Choose among: {known}."),
        );
    }
    manifest.components.retain(|id, _| chosen.contains(id));
    manifest.routes.retain(|route| chosen.contains(&route.component));
}

fn routes(manifest: &Manifest) -> Routes {
    let position = |id: &str| manifest.components.keys().position(|known| known == id);
    Routes::new(
        manifest.routes.iter().filter_map(|route| Some((route.pattern.as_deref()?, position(&route.component)?))),
    )
}

/// A `.env` beside the manifest is read when it is there; one that was named must be there.
fn sources(
    options: &Options,
    manifest: &Manifest,
    mut providers: Vec<EnvProvider>,
    problems: &mut Problems,
) -> Sources {
    let default = manifest.folder.join(".env");
    let file = options.env_file.clone().or_else(|| default.is_file().then_some(default));
    let dotenv = match file.as_deref().map(Dotenv::load).transpose() {
        Ok(dotenv) => dotenv.unwrap_or_default(),
        Err(error) => {
            problems.add("--env-file", error.to_string(), "Correct the file or its path.");
            Dotenv::default()
        }
    };
    providers.push(EnvProvider { prefix: None, dotenv });
    Sources { given: options.variables.clone(), environment: options.environment.clone(), providers }
}

struct Planner<'a> {
    manifest: &'a Manifest,
    config: &'a RuntimeConfig,
    variables: &'a Variables,
    state_dir: &'a Path,
}

impl Planner<'_> {
    fn component(&self, id: &str, component: &ComponentManifest, problems: &mut Problems) -> ComponentPlan {
        let place = format!("component.{id}");
        let source = self.manifest.folder.join(&component.source);
        if !component.source.is_empty() && !source.is_file() {
            problems.add(
                format!("{place}.source"),
                format!("there is no file {}", source.display()),
                "Build the component first, or correct the path.",
            );
        }
        let mut variables = BTreeMap::new();
        for (name, text) in &component.variables {
            let place = format!("{place}.variables.{name}");
            if let Some(value) = self.variables.fill(text, &place, problems) {
                variables.insert(name.clone(), value);
            }
        }
        ComponentPlan {
            id: id.to_owned(),
            source,
            hosts: self.hosts(&place, component, problems),
            databases: self.databases(&place, component, problems),
            stores: self.stores(&place, component, problems),
            variables,
            environment: component.environment.clone(),
            page_cache: page_cache(&place, component, problems),
            jobs: self.jobs(id, &place, component, problems),
            body_limits: component.tool.body_limits.clone(),
            max_concurrent_writes: component.tool.max_concurrent_writes,
        }
    }

    fn hosts(&self, place: &str, component: &ComponentManifest, problems: &mut Problems) -> AllowedHosts {
        let mut patterns = Vec::new();
        for (index, text) in component.allowed_outbound_hosts.iter().enumerate() {
            let place = format!("{place}.allowed_outbound_hosts[{index}]");
            let Some(filled) = self.variables.fill(text, &place, problems) else { continue };
            match Pattern::parse(&filled) {
                Ok(pattern) => patterns.push(pattern),
                Err(error) => {
                    // What a variable was filled with may be a secret.
                    let fault = if filled == *text {
                        error.to_string()
                    } else {
                        "is no usable host once its variables are filled in".to_owned()
                    };
                    let fix =
                        "Write scheme://host[:port], such as \"https://api.example.com\" or \"https://*.example.com\".";
                    problems.add(place, fault, fix);
                }
            }
        }
        AllowedHosts::new(patterns)
    }

    /// A job's path must lead to the component that asks for it.
    fn jobs(&self, id: &str, place: &str, component: &ComponentManifest, problems: &mut Problems) -> Vec<JobManifest> {
        let routes = routes(self.manifest);
        let leads_here = |path: &str| {
            let target = routes.find(path).map(|found| found.entry.target);
            target.and_then(|target| self.manifest.components.keys().nth(target)).is_some_and(|found| found == id)
        };
        for (index, job) in component.tool.jobs.iter().enumerate().filter(|(_, job)| !leads_here(&job.path)) {
            problems.add(
                format!("{place}.tool.outpost.jobs[{index}].path"),
                format!("{:?} does not lead to this component", job.path),
                "Use a path under a route of its own.",
            );
        }
        component.tool.jobs.clone()
    }

    fn databases(
        &self,
        place: &str,
        component: &ComponentManifest,
        problems: &mut Problems,
    ) -> BTreeMap<String, Backend> {
        let default = Backend::File(self.state_dir.join("sqlite_db.db"));
        let wanted = Wanted { place, kind: "sqlite_database", key: "sqlite_databases", default };
        wanted.resolve(&component.sqlite_databases, &self.config.databases, problems)
    }

    fn stores(&self, place: &str, component: &ComponentManifest, problems: &mut Problems) -> BTreeMap<String, PathBuf> {
        let default = self.state_dir.join("sqlite_key_value.db");
        let wanted = Wanted { place, kind: "key_value_store", key: "key_value_stores", default };
        wanted.resolve(&component.key_value_stores, &self.config.stores, problems)
    }
}

/// The database that tells the version must be one that the component may open.
fn page_cache(place: &str, component: &ComponentManifest, problems: &mut Problems) -> Option<PageCacheManifest> {
    let page_cache = component.tool.page_cache.clone()?;
    if !component.sqlite_databases.contains(&page_cache.database) {
        problems.add(
            format!("{place}.tool.outpost.page_cache.database"),
            format!("names the label {:?}, which this component may not open", page_cache.database),
            "Use a label of its sqlite_databases.",
        );
    }
    Some(page_cache)
}

/// Labels that a component asks for.
struct Wanted<'a, T> {
    place: &'a str,
    kind: &'a str,
    key: &'a str,
    default: T,
}

impl<T: Clone> Wanted<'_, T> {
    /// As in Spin, the label `default` needs no configuration.
    fn resolve(
        &self,
        labels: &[String],
        configured: &BTreeMap<String, T>,
        problems: &mut Problems,
    ) -> BTreeMap<String, T> {
        let mut found = BTreeMap::new();
        for (index, label) in labels.iter().enumerate() {
            match configured.get(label) {
                Some(behind) => {
                    found.insert(label.clone(), behind.clone());
                }
                None if label == "default" => {
                    found.insert(label.clone(), self.default.clone());
                }
                None => problems.add(
                    format!("{}.{}[{index}]", self.place, self.key),
                    format!("nothing stands behind the label {label:?}"),
                    format!(
                        "Add [{}.{label}] with type = \"spin\" and path = \"…\" to the runtime configuration file.",
                        self.kind
                    ),
                ),
            }
        }
        found
    }
}
