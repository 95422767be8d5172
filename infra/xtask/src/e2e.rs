//! `cargo xtask e2e`: journeys in a real browser against a shop of its own.

mod mode;
mod running;

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

pub use self::mode::{Mode, sqld};
use self::running::Running;
pub use self::running::{Setting, free_address};
use crate::{
    build::{self, packages},
    process,
    progress::step,
    setup,
    tally::{self, Tally},
    workspace::Workspace,
};

/// Run the browser journeys (Chromium, axe, Lighthouse) against a fresh shop
///
/// Installs npm packages and Debian's chromium when they are missing (CHROMIUM names another), seeds a new database,
/// serves it on free ports and runs an npm script of web/e2e. OUTPOST_URL tells that script where the shop is, with
/// regions the farthest of them; OUTPOST_REGIONS names them all, OUTPOST_SANDBOX and
/// OUTPOST_SANDBOX_KEY lead to the payment sandbox, OUTPOST_SAMPLES to the folder of sample pages.
#[derive(clap::Args)]
pub struct Arguments {
    /// Products in the catalogue
    #[arg(long, value_name = "N", default_value_t = 1000)]
    products: u32,
    /// The npm script to run: test, journeys, copies, measures, screenshots
    #[arg(long, value_name = "SCRIPT", default_value = "test")]
    script: String,
    /// What the shop reads from
    #[arg(long, value_enum, default_value_t = Mode::File)]
    mode: Mode,
}

/// Runs the command.
///
/// # Errors
/// When the shop cannot be started or a journey fails.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::everything(workspace, &build::native::PROGRAMS)?;
    let tally = journeys(workspace, &arguments.script, arguments.mode, arguments.products)?;
    println!("{tally}");
    if tally.is_clean() { Ok(()) } else { bail!("some journeys failed") }
}

/// Runs an npm script of `web/e2e` against a shop of its own and counts its tests.
///
/// # Errors
/// When the shop or npm cannot be started.
pub fn journeys(workspace: &Workspace, script: &str, mode: Mode, products: u32) -> Result<Tally> {
    let samples = sample_pages(workspace)?;
    let (_running, mut npm) = script_and_shop(workspace, script, Setting::new(mode, products))?;
    npm.env("OUTPOST_SAMPLES", &samples);
    step(&format!("browser journeys, {mode}"), || tally::stream(&mut npm))
}

/// A shop of its own, which stops when it is dropped, and an npm script of `web/e2e` that knows where it is.
///
/// # Errors
/// When the shop cannot be started or a package cannot be had.
pub fn script_and_shop(workspace: &Workspace, script: &str, setting: Setting) -> Result<(Running, Command)> {
    setup::npm_packages(workspace, "web/e2e", workspace.path("web/e2e"))?;
    let chromium = setup::chromium(workspace)?;
    let running = step("a shop for the browser", || Running::start(workspace, setting))?;
    let visited = running.origins.last().context("a shop that serves nowhere")?;
    let (sandbox, api_key) = &running.sandbox;
    let mut npm = process::command(workspace, "npm");
    npm.args(["run", "--silent", script]).current_dir(workspace.path("web/e2e")).env("CHROMIUM", &chromium);
    npm.env("OUTPOST_URL", visited).env("OUTPOST_REGIONS", running.origins.join(" "));
    npm.env("OUTPOST_SANDBOX", sandbox).env("OUTPOST_SANDBOX_KEY", api_key);
    Ok((running, npm))
}

/// Writes every page as a file, those too that no journey reaches; answers where.
fn sample_pages(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target("outpost").join("samples");
    step("sample pages", || {
        process::run(
            process::cargo(workspace)
                .args(["build", "--locked", "--quiet", "--example", "samples"])
                .args(packages::native()),
        )?;
        // Pages of an earlier build may lie there that are none any more.
        if folder.exists() {
            std::fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
        }
        let program = workspace.target("debug").join("examples/samples");
        process::run(process::command(workspace, program).arg(&folder))
    })?;
    Ok(folder)
}
