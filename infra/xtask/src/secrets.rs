//! Secrets of a shop on a developer's machine: one for each that spin.toml names, from the environment or kept in a folder.

use std::{
    env::{self, VarError},
    fs::{self, OpenOptions},
    io::{Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use anyhow::{Context, Result};
use toml::Table;

use crate::workspace::Workspace;

/// The secrets by the names that they have in the environment. Those that it does not have are kept in this folder, and made
/// where they are not there yet.
///
/// # Errors
/// When spin.toml cannot be read or the folder cannot be written.
pub fn of(workspace: &Workspace, folder: &Path) -> Result<Vec<(String, String)>> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let manifest = fs::read_to_string(workspace.path("spin.toml")).context("reading spin.toml")?;
    let names = names(&manifest)?;
    let secret = |name: &String| {
        let variable = format!("SPIN_VARIABLE_{}", name.to_uppercase());
        let value = match env::var(&variable) {
            Err(VarError::NotPresent) => kept(&folder.join(name))?,
            given => given.with_context(|| format!("reading {variable}"))?,
        };
        Ok((variable, value))
    };
    names.iter().map(secret).collect()
}

/// The variables that hold a secret in its current value.
fn names(manifest: &str) -> Result<Vec<String>> {
    let manifest: Table = manifest.parse().context("reading spin.toml")?;
    let variables = manifest.get("variables").and_then(|variables| variables.as_table()).context("no variables")?;
    let is_secret = |entry: &toml::Value| entry.get("secret").and_then(toml::Value::as_bool) == Some(true);
    let secrets = variables.iter().filter(|(name, entry)| is_secret(entry) && !name.ends_with("_previous"));
    Ok(secrets.map(|(name, _)| name.clone()).collect())
}

/// The secret kept in that file, made at first use: 96 hexadecimal digits that only its owner may read.
fn kept(file: &Path) -> Result<String> {
    if let Ok(secret) = fs::read_to_string(file) {
        return Ok(secret);
    }
    let mut random = [0; 48];
    let mut source = fs::File::open("/dev/urandom").context("opening /dev/urandom")?;
    source.read_exact(&mut random).context("reading /dev/urandom")?;
    let secret: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut options = OpenOptions::new();
    let mut created = options.write(true).create_new(true).mode(0o600).open(file)?;
    created.write_all(secret.as_bytes()).with_context(|| format!("writing {}", file.display()))?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_secret_is_made_and_no_previous_one() {
        let manifest = "[variables]\ncart_secret = { default = \"\", secret = true }\n\
                        cart_secret_previous = { default = \"\", secret = true }\npublic_url = { default = \"\" }";
        assert_eq!(names(manifest).unwrap(), ["cart_secret"]);
    }
}
