//! Reads typed values out of TOML tables, noting every wrong one instead of stopping at the first.

use toml::{Table, Value};

use crate::problems::Problems;

/// A table being read: it remembers which keys were asked for.
pub struct Reader<'a, 'p> {
    table: &'a Table,
    place: String,
    problems: &'p mut Problems,
    known: Vec<&'static str>,
}

impl<'a, 'p> Reader<'a, 'p> {
    /// Reads `table`, which stands at `place` (empty for the whole file).
    pub fn new(table: &'a Table, place: impl Into<String>, problems: &'p mut Problems) -> Self {
        Self { table, place: place.into(), problems, known: Vec::new() }
    }

    fn at(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    /// Notes a problem with `key`.
    pub fn problem(&mut self, key: &str, fault: impl Into<String>, fix: impl Into<String>) {
        let place = self.at(key);
        self.problems.add(place, fault, fix);
    }

    /// The raw value of `key`.
    pub fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.known.push(key);
        self.table.get(key)
    }

    fn typed<T>(&mut self, key: &'static str, kind: &str, convert: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
        let value = self.value(key)?;
        let converted = convert(value);
        if converted.is_none() {
            self.problem(key, format!("is a {}", value.type_str()), format!("Make it a {kind}."));
        }
        converted
    }

    /// An optional string.
    pub fn string(&mut self, key: &'static str) -> Option<String> {
        self.typed(key, "string", |value| value.as_str().map(str::to_owned))
    }

    /// A string that must be there.
    pub fn required_string(&mut self, key: &'static str) -> Option<String> {
        if !self.table.contains_key(key) {
            self.problem(key, "is missing", format!("Add {key} = \"…\"."));
        }
        self.string(key)
    }

    /// An optional boolean, false by default.
    pub fn boolean(&mut self, key: &'static str) -> bool {
        self.typed(key, "boolean", Value::as_bool).unwrap_or(false)
    }

    /// An optional table.
    pub fn table(&mut self, key: &'static str) -> Option<&'a Table> {
        self.typed(key, "table", Value::as_table)
    }

    /// An optional list of strings.
    pub fn strings(&mut self, key: &'static str) -> Vec<String> {
        let list = self.typed(key, "list of strings", Value::as_array);
        let mut strings = Vec::new();
        for (index, value) in list.into_iter().flatten().enumerate() {
            match value.as_str() {
                Some(text) => strings.push(text.to_owned()),
                None => {
                    let place = format!("{key}[{index}]");
                    self.problem(&place, format!("is a {}", value.type_str()), "Make it a string.");
                }
            }
        }
        strings
    }

    /// An optional table of strings.
    pub fn string_map(&mut self, key: &'static str) -> Vec<(String, String)> {
        let mut map = Vec::new();
        for (name, value) in self.table(key).into_iter().flatten() {
            match value.as_str() {
                Some(text) => map.push((name.clone(), text.to_owned())),
                None => {
                    let place = format!("{key}.{name}");
                    self.problem(&place, format!("is a {}", value.type_str()), "Make it a string.");
                }
            }
        }
        map
    }

    /// The manifest's version must be 2.
    pub fn expect_version(&mut self) {
        if self.value("spin_manifest_version").and_then(Value::as_integer) != Some(2) {
            self.problem(
                "spin_manifest_version",
                "is not 2",
                "This host reads manifest version 2: set spin_manifest_version = 2.",
            );
        }
    }

    /// Keys that may be there and mean nothing to this host.
    pub fn ignore(&mut self, keys: &[&'static str]) {
        self.known.extend_from_slice(keys);
    }

    /// Notes keys of Spin that this host does not serve, unless their value is empty.
    pub fn unsupported(&mut self, keys: &[(&'static str, &str)]) {
        for (key, fix) in keys {
            let empty = match self.value(key) {
                None => true,
                Some(Value::Array(list)) => list.is_empty(),
                Some(Value::Table(table)) => table.is_empty(),
                Some(Value::Boolean(set)) => !set,
                Some(_) => false,
            };
            if !empty {
                self.problem(key, "is not supported by the edge host", *fix);
            }
        }
    }

    /// Notes every key that was not asked for.
    pub fn reject_unknown(&mut self) {
        let unknown = self.table.keys().filter(|key| !self.known.contains(&key.as_str()));
        for key in unknown.cloned().collect::<Vec<_>>() {
            self.problem(&key, "is not a known key", "Correct its spelling or remove it.");
        }
    }
}
