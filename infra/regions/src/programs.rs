//! Where the programs and components lie that a fleet or a shop is made of. They are built before, never here.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The components that the manifests name.
const COMPONENTS: [&str; 7] = ["storefront", "account", "admin", "assets", "api", "dispatch", "sandbox"];

/// Paths of what a shop is made of; all of them exist.
#[derive(Clone, Debug)]
pub struct Programs {
    /// The edge host.
    pub edge: PathBuf,
    /// The native command for databases.
    pub ctl: PathBuf,
    /// The statements that the build ships: the gateway runs nothing else.
    pub statements: PathBuf,
    /// The repository, which holds spin.toml.
    pub root: PathBuf,
    /// Compiled components, kept between runs.
    pub compiled: PathBuf,
}

impl Programs {
    /// Finds the programs beside the running one: cargo puts all programs of a profile into one folder, and tests
    /// into `deps` below it. A program of another profile takes those of the dev profile where it has none of its own.
    ///
    /// # Errors
    /// When something is missing; the message names all of it and the command that makes it.
    pub fn built() -> Result<Self> {
        let own = env::current_exe().context("finding the running program")?;
        let folder = own.parent().context("finding the folder of the running program")?;
        let folder = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
        let dev = folder.with_file_name("debug");
        let has_host = folder.join(format!("outpost-edge{}", env::consts::EXE_SUFFIX)).is_file();
        let folder = if has_host { folder } else { &dev };
        let root =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().context("finding the repository")?;
        let program = |name: &str| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
        let programs = Self {
            edge: program("outpost-edge"),
            ctl: program("outpost-ctl"),
            compiled: folder.join("compiled"),
            statements: root.join("dist/statements.json"),
            root,
        };
        programs.check()?;
        Ok(programs)
    }

    fn check(&self) -> Result<()> {
        let components = COMPONENTS.map(|name| self.root.join(format!("dist/components/{name}.wasm")));
        let needed = [self.edge.clone(), self.ctl.clone(), self.statements.clone()].into_iter().chain(components);
        let missing: Vec<String> =
            needed.filter(|file| !file.is_file()).map(|file| file.display().to_string()).collect();
        if !missing.is_empty() {
            bail!("nothing is built here yet: run `cargo xtask build` first (missing: {})", missing.join(", "));
        }
        Ok(())
    }
}
