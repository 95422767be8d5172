//! Everything that Spin 4.1 reads of Outpost is something that Spin 4.1 has: imports of the components, fields of
//! spin.toml, keys of the runtime configurations for Spin. What only the edge host has stands in a `tool` table.
//!
//! The lists below are Spin's, from its WIT world `platform`, its manifest schema and its runtime configuration. Whoever
//! adds a line here has looked it up there.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use outpost_regions::sandbox;
use outpost_system_tests::Programs;
use toml::{Table, Value};

/// Interfaces that Spin 4.1 gives to a component; what follows `@` is the version or its beginning.
const IMPORTS: [&str; 30] = [
    "fermyon:spin/llm@2.0.0",
    "spin:key-value/key-value@3.0.0",
    "spin:mqtt/mqtt@3.0.0",
    "spin:mysql/mysql@3.0.0",
    "spin:postgres/postgres@4.",
    "spin:redis/redis@3.0.0",
    "spin:sqlite/sqlite@3.",
    "spin:variables/variables@3.0.0",
    "wasi:cli/environment@0.",
    "wasi:cli/exit@0.",
    "wasi:cli/stderr@0.",
    "wasi:cli/stdin@0.",
    "wasi:cli/stdout@0.",
    "wasi:cli/terminal-",
    "wasi:cli/types@0.3.0",
    "wasi:clocks/",
    "wasi:config/store@0.2.0-draft-2024-09-27",
    "wasi:filesystem/preopens@0.",
    "wasi:filesystem/types@0.",
    "wasi:http/client@0.3.0",
    "wasi:http/handler@0.3.0",
    "wasi:http/outgoing-handler@0.2.",
    "wasi:http/types@0.",
    "wasi:io/",
    "wasi:keyvalue/atomics@0.2.0-draft2",
    "wasi:keyvalue/batch@0.2.0-draft2",
    "wasi:keyvalue/store@0.2.0-draft2",
    "wasi:random/insecure",
    "wasi:random/random@0.",
    "wasi:sockets/",
];

/// Fields of a manifest by the table that they stand in; `*` stands for any name.
const MANIFEST: [(&str, &[&str]); 10] = [
    ("", &["spin_manifest_version", "application", "variables", "trigger", "component"]),
    ("application", &["name", "version", "description", "authors", "targets", "trigger", "tool"]),
    ("application.trigger.*", &["*"]),
    ("variables", &["*"]),
    ("variables.*", &["description", "default", "required", "secret"]),
    ("trigger", &["http", "redis"]),
    ("trigger.http", &["id", "component", "components", "route", "executor"]),
    ("component", &["*"]),
    (
        "component.*",
        &[
            "source",
            "description",
            "variables",
            "environment",
            "files",
            "exclude_files",
            "allowed_outbound_hosts",
            "key_value_stores",
            "sqlite_databases",
            "ai_models",
            "targets",
            "build",
            "tool",
            "dependencies",
            "dependencies_inherit_configuration",
        ],
    ),
    ("component.*.build", &["command", "workdir", "watch"]),
];

/// Tables whose content is the application's own.
const FREE: [&str; 4] = ["application.tool", "component.*.tool", "component.*.variables", "component.*.environment"];

/// Types behind a label of a runtime configuration and what each may say.
const SQLITE_TYPES: [(&str, &[&str]); 2] = [("spin", &["type", "path"]), ("libsql", &["type", "url", "token"])];
const RUNTIME_CONFIGS: [&str; 2] = ["infra/local.runtime.toml", "infra/region-spin.runtime.toml"];

#[test]
fn components_import_nothing_that_spin_lacks() -> Result<()> {
    let folder = Programs::built()?.root.join("dist/components");
    let mut seen = 0;
    for entry in fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))? {
        let file = entry?.path();
        if file.extension().is_none_or(|extension| extension != "wasm") {
            continue;
        }
        let imports = imports(&fs::read(&file)?).with_context(|| format!("reading {}", file.display()))?;
        ensure!(!imports.is_empty(), "{} imports nothing, which cannot be", file.display());
        for import in imports {
            let is_known = IMPORTS.iter().any(|known| import.starts_with(known));
            ensure!(is_known, "{} imports {import}, which Spin 4.1 lacks", file.display());
        }
        seen += 1;
    }
    ensure!(seen >= 3, "only {seen} components are built");
    Ok(())
}

#[test]
fn the_manifests_have_no_field_that_spin_lacks() -> Result<()> {
    check(&manifest()?, "")?;
    check(&read(&root().join(sandbox::MANIFEST))?, "")
}

#[test]
fn a_field_of_our_own_is_found_out() -> Result<()> {
    let mut manifest = manifest()?;
    let storefront = manifest["component"]["storefront"].as_table_mut().context("component.storefront")?;
    storefront.insert("page_cache".to_owned(), Value::Boolean(true));
    let Err(error) = check(&manifest, "") else { bail!("an unknown field is not noticed") };
    ensure!(error.to_string().contains("component.*.page_cache"), "{error}");
    Ok(())
}

#[test]
fn runtime_configurations_for_spin_have_no_key_that_spin_lacks() -> Result<()> {
    for name in RUNTIME_CONFIGS {
        let config = read(&root().join(name))?;
        for (key, labels) in &config {
            ensure!(key == "sqlite_database", "{name}: add {key} to this test, if Spin 4.1 has it");
            for (label, table) in labels.as_table().context("labels")? {
                let table = table.as_table().context("a label's table")?;
                let kind = table.get("type").and_then(Value::as_str).unwrap_or_default();
                let known = SQLITE_TYPES.iter().find(|(known, _)| *known == kind);
                let (_, keys) = known.with_context(|| format!("{name}: {label} has the type {kind:?}"))?;
                let unknown = table.keys().find(|key| !keys.contains(&key.as_str()));
                ensure!(unknown.is_none(), "{name}: {label} has the key {unknown:?}, which Spin 4.1 lacks");
            }
        }
    }
    Ok(())
}

/// Holds a table of the manifest against the lists, and those below it.
fn check(table: &Table, place: &str) -> Result<()> {
    let fields = MANIFEST.iter().find(|(known, _)| *known == place).map(|(_, fields)| *fields);
    let fields = fields.with_context(|| format!("{place} is a table, which it is not for Spin 4.1"))?;
    for (name, value) in table {
        let name = if fields == ["*"] { "*" } else { name.as_str() };
        let inner = if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
        ensure!(fields.contains(&name), "spin.toml has {inner}, which Spin 4.1 lacks");
        if FREE.contains(&inner.as_str()) {
            continue;
        }
        match value {
            Value::Table(table) => check(table, &inner)?,
            Value::Array(values) => values.iter().filter_map(Value::as_table).try_for_each(|one| check(one, &inner))?,
            _ => {}
        }
    }
    Ok(())
}

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn manifest() -> Result<Table> {
    read(&root().join("spin.toml"))
}

fn read(file: &Path) -> Result<Table> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    text.parse().with_context(|| format!("reading {}", file.display()))
}

/// Section of a component's binary that holds its imports.
const IMPORT_SECTION: u8 = 10;

/// Names of what a component imports, read from its binary: sections of the outermost component, and in those of imports
/// a name and a description for each.
fn imports(component: &[u8]) -> Result<Vec<String>> {
    ensure!(component.starts_with(b"\0asm\x0d\0\x01\0"), "it is no component");
    let (mut reader, mut names) = (Reader(&component[8..]), Vec::new());
    while !reader.0.is_empty() {
        let (section, length) = (reader.byte()?, reader.number()?);
        let mut content = Reader(reader.take(length)?);
        if section != IMPORT_SECTION {
            continue;
        }
        for _ in 0..content.number()? {
            content.byte()?;
            let length = content.number()?;
            names.push(String::from_utf8(content.take(length)?.to_vec())?);
            content.skip_description()?;
        }
    }
    Ok(names)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("it is cut short")?;
        self.0 = rest;
        Ok(taken)
    }

    /// LEB128.
    fn number(&mut self) -> Result<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
            shift += 7;
            ensure!(shift < 35, "a number is too long");
        }
    }

    fn skip_description(&mut self) -> Result<()> {
        match self.byte()? {
            // A core module has one more byte before its type; a type may have no index.
            0x00 => drop((self.byte()?, self.number()?)),
            0x03 if self.byte()? == 0x01 => {}
            0x01 | 0x03 | 0x04 | 0x05 => drop(self.number()?),
            other => bail!("an import of an unknown kind: {other}"),
        }
        Ok(())
    }
}
