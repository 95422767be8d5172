//! The shop that a browser looks at: a database of its own, served by one host or from several regions.

use std::{
    io::{BufRead, BufReader, Lines},
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};

use super::Mode;
use crate::{setup, shop::Shop, workspace::Workspace};

/// Enough for a way between two that are both overseas.
const REGIONS: usize = 3;
/// An ocean's worth is for measurements and demonstrations; here it would only cost time.
const ROUND_TRIP_MS: u16 = 40;
const SYNC_INTERVAL_MS: &str = "250";

/// A served shop. Stopped and deleted when dropped.
pub struct Running {
    server: Child,
    /// The sandbox, where the server does not start one itself.
    own_sandbox: Option<Child>,
    folder: PathBuf,
    /// Where it answers: the one host, or the regions, home first.
    pub origins: Vec<String>,
    /// The process of each region's edge host; none where there is one host only.
    pub processes: Vec<String>,
    /// Where orders are paid, and what tests that script it show there.
    pub sandbox: (String, String),
    /// The path at which the owner sets up a login to the panel.
    pub invitation: String,
}

/// How a shop is served.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// What it reads from.
    pub mode: Mode,
    /// Products in its catalogue.
    pub products: u32,
    /// From an overseas region to the primary and back.
    pub round_trip_ms: u16,
    /// The address that shoppers of every region know; home's where there is none.
    pub front_door: Option<SocketAddr>,
}

impl Setting {
    /// One for journeys.
    pub fn new(mode: Mode, products: u32) -> Self {
        Self { mode, products, round_trip_ms: ROUND_TRIP_MS, front_door: None }
    }
}

impl Running {
    /// Seeds a database and serves it.
    ///
    /// # Errors
    /// When the database cannot be made or the server does not start.
    pub fn start(workspace: &Workspace, setting: Setting) -> Result<Self> {
        let Setting { mode, products, round_trip_ms, front_door } = setting;
        let folder = workspace.target("outpost").join(format!("e2e-{}-{mode}", std::process::id()));
        let shop = Shop::prepare(workspace, &folder, products)?;
        let invitation = shop.invitation(workspace, "")?;
        let (mut sandbox, mut own_sandbox) = (None, None);
        let mut command = match mode.copies() {
            None => {
                let address = free_address()?;
                (sandbox, own_sandbox) = shop.start_sandbox(workspace, address)?.unzip();
                shop.host(workspace, address)?
            }
            Some(copies) => {
                let mut fleet = shop.fleet(workspace, &setup::sqld::find()?);
                fleet.args(["--regions", &REGIONS.to_string(), "--port", "0", "--copies", copies]);
                fleet.args(["--rtt-ms", &round_trip_ms.to_string(), "--sync-interval-ms", SYNC_INTERVAL_MS]);
                fleet
            }
        };
        // Journeys write more in a minute than a person does.
        command.env("SPIN_VARIABLE_RATE_LIMIT_WRITES_PER_MINUTE", "0");
        // Each journey sends an address of its own, so that the attempts of one do not count against another.
        command.env("SPIN_VARIABLE_TRUSTED_PROXIES", "hops=1");
        if let Some(address) = front_door {
            command.env("SPIN_VARIABLE_PUBLIC_URL", format!("http://{address}"));
        }
        let mut server = command.stdout(Stdio::piped()).spawn().context("starting the shop")?;
        let stdout = server.stdout.take().context("the shop's output")?;
        let mut lines = BufReader::new(stdout).lines();
        if mode.copies().is_some() {
            sandbox = next_line(&mut lines, "sandbox ")?.into_iter().next();
        }
        let sandbox = (sandbox.context("no payment sandbox")?, shop.sandbox_api_key.clone());
        let (origins, processes) = (Vec::new(), Vec::new());
        let mut running = Self { server, own_sandbox, folder, origins, processes, sandbox, invitation };
        let count = if mode.copies().is_some() { REGIONS } else { 1 };
        while running.origins.len() < count {
            let words = next_line(&mut lines, "ready ")?;
            running.origins.extend(words.first().cloned());
            running.processes.extend(words.iter().skip_while(|word| *word != "process").nth(1).cloned());
        }
        // Someone has to go on reading, or the server's next line has nowhere to go.
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| eprintln!("{line}")));
        Ok(running)
    }
}

/// The words of the next line that begins so: `ready http://…`, and more words where there are regions.
fn next_line(lines: &mut Lines<BufReader<ChildStdout>>, start: &str) -> Result<Vec<String>> {
    while let Some(line) = lines.next().transpose()? {
        if let Some(rest) = line.strip_prefix(start) {
            return Ok(rest.split(' ').map(str::to_owned).collect());
        }
    }
    bail!("the shop stopped before it served")
}

impl Drop for Running {
    fn drop(&mut self) {
        let stop = |process: &mut Child| {
            let stopped = Command::new("kill").args(["-TERM", &process.id().to_string()]).status();
            stopped.and_then(|_| process.wait()).map(drop)
        };
        let stopped = [Some(&mut self.server), self.own_sandbox.as_mut()].into_iter().flatten().try_for_each(stop);
        if let Err(error) = stopped.and_then(|()| std::fs::remove_dir_all(&self.folder)) {
            eprintln!("clearing away the browser's shop: {error}");
        }
    }
}

/// An address nobody listens on; asked for by binding it for a moment.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
