//! `cargo xtask e2e`: journeys in a real browser against a shop of its own.

use std::{
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};

use crate::{
    build, process,
    progress::step,
    setup,
    shop::Shop,
    tally::{self, Tally},
    workspace::Workspace,
};

/// Run the browser journeys (Chromium, axe, Lighthouse) against a fresh shop
///
/// Installs npm packages and Debian's chromium when they are missing (CHROMIUM names another), seeds a new database,
/// serves it on a free port and runs `npm test` in web/e2e with OUTPOST_URL set.
#[derive(clap::Args)]
pub struct Arguments {
    /// Products in the catalogue
    #[arg(long, value_name = "N", default_value_t = 1000)]
    products: u32,
    /// The npm script to run: test, journeys, measures, screenshots
    #[arg(long, value_name = "SCRIPT", default_value = "test")]
    script: String,
}

/// Runs the command.
///
/// # Errors
/// When the shop cannot be started or a journey fails.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    build::everything(workspace)?;
    let tally = journeys(workspace, &arguments.script, arguments.products)?;
    println!("{tally}");
    if tally.is_clean() { Ok(()) } else { bail!("some journeys failed") }
}

/// Runs an npm script of `web/e2e` against a shop of its own and counts its tests.
///
/// # Errors
/// When the shop or npm cannot be started.
pub fn journeys(workspace: &Workspace, script: &str, products: u32) -> Result<Tally> {
    setup::npm_packages(workspace, "web/e2e", workspace.path("web/e2e"))?;
    let chromium = setup::chromium(workspace)?;
    let running = step("a shop for the browser", || Running::start(workspace, products))?;
    step("browser journeys", || {
        let mut npm = process::command(workspace, "npm");
        npm.args(["run", "--silent", script]).current_dir(workspace.path("web/e2e"));
        npm.env("OUTPOST_URL", &running.url).env("CHROMIUM", &chromium);
        tally::stream(&mut npm)
    })
}

/// A served shop with a database of its own; stopped and deleted when dropped.
struct Running {
    host: Child,
    folder: PathBuf,
    url: String,
}

impl Running {
    fn start(workspace: &Workspace, products: u32) -> Result<Self> {
        let folder = workspace.target("outpost").join(format!("e2e-{}", std::process::id()));
        let shop = Shop::prepare(workspace, &folder, products)?;
        let mut command = shop.host(workspace, free_address()?)?;
        // Journeys write more in a minute than a person does.
        command.env("SPIN_VARIABLE_RATE_LIMIT_WRITES_PER_MINUTE", "0");
        // Each of them names an address of its own, so that they do not use up what one visitor may try.
        command.env("SPIN_VARIABLE_TRUST_FORWARDED_FOR", "on");
        let mut host = command.stdout(Stdio::piped()).spawn().context("starting outpost-edge")?;
        let stdout = host.stdout.take().context("the output of outpost-edge")?;
        let mut running = Self { host, folder, url: String::new() };
        let mut lines = BufReader::new(stdout).lines();
        while let Some(line) = lines.next().transpose()? {
            if let Some(url) = line.strip_prefix("ready ") {
                running.url = url.to_owned();
                // Someone has to go on reading, or the host's next line has nowhere to go.
                thread::spawn(move || lines.map_while(Result::ok).for_each(|line| eprintln!("{line}")));
                return Ok(running);
            }
        }
        bail!("outpost-edge stopped before it served")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let stopped = Command::new("kill").args(["-TERM", &self.host.id().to_string()]).status();
        let ended = stopped.and_then(|_| self.host.wait()).and_then(|_| std::fs::remove_dir_all(&self.folder));
        if let Err(error) = ended {
            eprintln!("clearing away the browser's shop: {error}");
        }
    }
}

/// An address nobody listens on; asked for by binding it for a moment.
fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
