//! Application and component variables: where their values come from, and `{{ templates }}`.
//!
//! A value is looked up in `--variable`, then in each provider's environment, then in its dotenv file, then in
//! the manifest's default. Values are fixed when the host starts. A secret's value appears in no message.

mod dotenv;
mod name;
mod template;

pub use dotenv::Dotenv;
pub use name::is_name;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::manifest::Manifest;
use crate::problems::Problems;
use template::Template;

/// Spin's own prefix.
pub const DEFAULT_PREFIX: &str = "SPIN_VARIABLE";

/// One `[[config_provider]]` of type `env`.
#[derive(Debug, Clone, Default)]
pub struct EnvProvider {
    /// Prefix of the environment's names, with or without a final `_`.
    pub prefix: Option<String>,
    /// Its dotenv file.
    pub dotenv: Dotenv,
}

/// The sources of values, strongest first.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `--variable name=value`.
    pub given: Vec<(String, String)>,
    /// The process' environment.
    pub environment: HashMap<String, String>,
    /// Providers in order.
    pub providers: Vec<EnvProvider>,
}

impl Sources {
    fn find(&self, name: &str) -> Option<String> {
        let given = self.given.iter().rev().find(|(given, _)| given == name);
        if let Some((_, value)) = given {
            return Some(value.clone());
        }
        let upper = name.to_ascii_uppercase();
        self.providers.iter().find_map(|provider| {
            let prefix = provider.prefix.as_deref().unwrap_or(DEFAULT_PREFIX);
            let key = format!("{}_{upper}", prefix.strip_suffix('_').unwrap_or(prefix));
            self.environment.get(&key).cloned().or_else(|| provider.dotenv.get(&key))
        })
    }
}

/// The application's variables with their values.
#[derive(Clone, Default)]
pub struct Variables {
    values: BTreeMap<String, Arc<str>>,
}

impl Variables {
    /// Finds all values; a required one without a value, or a given one that is not declared, is a problem.
    pub fn resolve(manifest: &Manifest, sources: &Sources, problems: &mut Problems) -> Self {
        let mut values = BTreeMap::new();
        for (name, variable) in &manifest.variables {
            match sources.find(name).or_else(|| variable.default.clone()) {
                Some(value) => {
                    values.insert(name.clone(), Arc::from(value));
                }
                None => problems.add(
                    format!("variables.{name}"),
                    "is required and has no value",
                    format!("Set {DEFAULT_PREFIX}_{} or pass --variable {name}=…", name.to_ascii_uppercase()),
                ),
            }
        }
        for (name, _) in sources.given.iter().filter(|(name, _)| !manifest.variables.contains_key(name)) {
            problems.add(
                format!("--variable {name}"),
                "is not declared by the application",
                "Correct its name, or declare it under [variables].",
            );
        }
        Self { values }
    }

    /// Fills in a template; `place` says where it stands.
    pub fn fill(&self, text: &str, place: &str, problems: &mut Problems) -> Option<String> {
        let template = match Template::parse(text) {
            Ok(template) => template,
            Err(error) => {
                problems.add(place, error.to_string(), "Write {{ name }} with a declared variable.");
                return None;
            }
        };
        match template.fill(|name| self.values.get(name).map(|value| &**value)) {
            Ok(filled) => Some(filled),
            Err(name) => {
                let fault = format!("uses the variable {name:?}, which has no value or is not declared");
                problems.add(place, fault, "Declare it under [variables] and give it a value.");
                None
            }
        }
    }
}
