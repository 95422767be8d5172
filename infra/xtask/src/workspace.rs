//! Where things are: the repository, its `dist/` folder and cargo's target folder.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

/// The folders every command works in; all paths are absolute.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
    target: PathBuf,
    clippy: Option<Clippy>,
}

/// How native builds are linted while they compile. A separate `cargo clippy` would check every crate of others again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clippy {
    /// A warning fails the build.
    Deny,
    /// Warnings are only shown.
    Warn,
}

impl Workspace {
    /// Finds the repository this command was compiled from (or, under `cargo xtask`, is run from) and the target
    /// folder cargo uses there.
    ///
    /// # Errors
    /// When the folder is not an Outpost repository.
    pub fn locate() -> Result<Self> {
        let manifest = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&manifest).join("../..").canonicalize().context("finding the repository")?;
        ensure!(root.join("spin.toml").is_file(), "{} holds no spin.toml", root.display());
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target, clippy: None })
    }

    /// The same folders, for builds that are linted.
    pub fn with_clippy(&self, clippy: Clippy) -> Self {
        Self { clippy: Some(clippy), ..self.clone() }
    }

    /// How native builds are linted.
    pub fn clippy(&self) -> Option<Clippy> {
        self.clippy
    }

    /// A path inside the repository.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A path inside `dist/`, where finished files lie.
    pub fn dist(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join("dist").join(relative)
    }

    /// A path inside cargo's target folder.
    pub fn target(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.target.join(relative)
    }

    /// A native program of ours, built by cargo with the dev profile.
    pub fn program(&self, name: &str) -> PathBuf {
        self.target("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The path as a person would write it: relative to the repository where it lies inside.
    pub fn shown<'a>(&self, path: &'a Path) -> std::path::Display<'a> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}
