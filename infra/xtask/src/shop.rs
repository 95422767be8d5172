//! A shop's data folder (database, secrets, runtime configuration) and the edge host that serves from it.

use std::{
    fs,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{
    fingerprint::write_if_changed,
    process,
    progress::{note, step},
    secrets,
    workspace::Workspace,
};

/// Settings of a shop on a developer's machine, where the environment does not name others.
const DEMO_VARIABLES: [(&str, &str); 7] = [
    ("SPIN_VARIABLE_DEV_MAILBOX", "on"),
    ("SPIN_VARIABLE_TEST_PAYMENTS", "on"),
    ("SPIN_VARIABLE_BANK_ACCOUNT_HOLDER", "Example Shop"),
    ("SPIN_VARIABLE_BANK_IBAN", "DE02120300000000202051"),
    ("SPIN_VARIABLE_COMPANY_NAME", "Example Shop"),
    ("SPIN_VARIABLE_COMPANY_ADDRESS", "1 Example Street, Exampleton"),
    ("SPIN_VARIABLE_COMPANY_EMAIL", "shop@example.com"),
];

/// Who runs the shop on a developer's machine.
const OWNER: &str = "owner@example.com";

/// A data folder with a migrated, seeded database.
pub struct Shop {
    folder: PathBuf,
    /// What the shop shows the payment sandbox.
    pub sandbox_api_key: String,
    /// The variables of the environment that hold secrets.
    secrets: Vec<(String, String)>,
}

/// The variable that holds what the shop shows the payment sandbox.
const SANDBOX_API_KEY: &str = "SPIN_VARIABLE_SANDBOX_API_KEY";
/// What stands between the shop's port and the payment sandbox's.
const SANDBOX_OFFSET: u16 = 500;

impl Shop {
    /// Makes the folder ready: migrates the database, fills it when it is new, makes secrets.
    ///
    /// # Errors
    /// When the folder cannot be written or `outpost-ctl` fails.
    pub fn prepare(workspace: &Workspace, folder: &Path, products: u32) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        let folder = folder.canonicalize()?;
        let database = folder.join("outpost.db");
        let ctl = |command: &str| {
            let mut ctl = process::command(workspace, workspace.program("outpost-ctl"));
            ctl.arg(command).arg("--database").arg(&database);
            ctl
        };
        process::run(&mut ctl("migrate"))?;
        // Written after the seed: a seed that was interrupted leaves none and is begun again.
        let marker = folder.join("products");
        match fs::read_to_string(&marker) {
            Ok(seeded) if seeded != products.to_string() => {
                note(&format!(
                    "{} was seeded with {seeded} products and is kept; --data DIR begins another",
                    folder.display()
                ));
            }
            Ok(_) => {}
            Err(_) => {
                step(&format!("seeding {products} products"), || {
                    process::run(ctl("seed").arg("--products").arg(products.to_string()))
                })?;
                write_if_changed(&marker, products.to_string().as_bytes())?;
            }
        }
        let secrets = secrets::of(workspace, &folder.join("secrets"))?;
        let sandbox_api_key = secrets.iter().find(|(name, _)| name == SANDBOX_API_KEY);
        let (_, sandbox_api_key) = sandbox_api_key.with_context(|| format!("no secret is {SANDBOX_API_KEY}"))?.clone();
        Ok(Self { folder, sandbox_api_key, secrets })
    }

    /// The edge host over this folder. It prints `ready http://…` once it serves, and stops on SIGINT or SIGTERM.
    ///
    /// # Errors
    /// When the runtime configuration cannot be written.
    pub fn host(&self, workspace: &Workspace, listen: SocketAddr) -> Result<Command> {
        let (database, config) = (self.database(), self.folder.join("runtime.toml"));
        let file = database.to_string_lossy();
        let labels = ["default", "primary"]
            .map(|label| format!("[sqlite_database.{label}]\ntype = \"spin\"\npath = {file:?}\n"));
        write_if_changed(&config, labels.join("\n").as_bytes())?;
        let mut host = self.program(workspace, "outpost-edge");
        host.args(["up", "--listen", &listen.to_string(), "-f", "spin.toml"]);
        host.arg("--runtime-config-file").arg(config);
        host.arg("--state-dir").arg(self.folder.join("state"));
        if std::env::var_os("SPIN_VARIABLE_PUBLIC_URL").is_none() {
            host.env("SPIN_VARIABLE_PUBLIC_URL", format!("http://{}", reachable(listen)));
        }
        if std::env::var_os("SPIN_VARIABLE_SANDBOX_URL").is_none() {
            host.env("SPIN_VARIABLE_SANDBOX_URL", sandbox_origin(listen));
        }
        Ok(host)
    }

    /// Starts the payment sandbox of a shop at that address, five hundred ports above. Returns where it answers, and its
    /// process; `None` where the environment names another or wants none. It stops when this process ends, or what took its
    /// place.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start_sandbox(&self, workspace: &Workspace, shop: SocketAddr) -> Result<Option<(String, Child)>> {
        let is_off = std::env::var("SPIN_VARIABLE_TEST_PAYMENTS").is_ok_and(|value| value != "on");
        if is_off || std::env::var_os("SPIN_VARIABLE_SANDBOX_URL").is_some() {
            return Ok(None);
        }
        let mut sandbox = self.program(workspace, "outpost-edge");
        sandbox.args(["up", "--stop-with-parent", "--listen", &sandbox_address(shop).to_string()]);
        sandbox.args(["-f", "components/sandbox/spin.toml"]);
        sandbox.arg("--state-dir").arg(self.folder.join("sandbox"));
        sandbox.env("SPIN_VARIABLE_PUBLIC_URL", sandbox_origin(shop));
        // Its `ready` is not the shop's.
        let sandbox = sandbox.stdout(Stdio::null()).spawn().context("starting the payment sandbox")?;
        Ok(Some((sandbox_origin(shop), sandbox)))
    }

    /// Several regions over this folder, with that sqld. It prints a line that begins with `ready http://…` for each, and
    /// stops them all on SIGINT or SIGTERM.
    pub fn fleet(&self, workspace: &Workspace, sqld: &Path) -> Command {
        let mut fleet = self.program(workspace, "outpost-regions");
        fleet.env("SQLD", sqld);
        fleet.arg("--data").arg(&self.folder).arg("--database").arg(self.database());
        fleet
    }

    /// Prints `admin http://…`, a link with which the owner sets up a login to the panel. Earlier links end; a login that is
    /// set up stays.
    ///
    /// # Errors
    /// When `outpost-ctl` fails.
    pub fn invite_owner(&self, workspace: &Workspace, listen: SocketAddr) -> Result<()> {
        println!("admin {}", self.invitation(workspace, &format!("http://{}", reachable(listen)))?);
        Ok(())
    }

    /// That link, of a shop with this origin, into the database that a shop begins with.
    ///
    /// # Errors
    /// When `outpost-ctl` fails, or prints no link.
    pub fn invitation(&self, workspace: &Workspace, origin: &str) -> Result<String> {
        let mut ctl = process::command(workspace, workspace.program("outpost-ctl"));
        ctl.args(["staff", "invite", OWNER, "--public-url", origin]);
        let printed = process::output(ctl.arg("--database").arg(self.database()))?;
        let link = printed.lines().find_map(|line| line.strip_prefix("admin "));
        Ok(link.context("outpost-ctl printed no link")?.to_owned())
    }

    fn database(&self) -> PathBuf {
        self.folder.join("outpost.db")
    }

    fn program(&self, workspace: &Workspace, name: &str) -> Command {
        let mut program = process::command(workspace, workspace.program(name));
        program.env("OUTPOST_CACHE_DIR", workspace.target("outpost/compiled"));
        program.envs(DEMO_VARIABLES.into_iter().filter(|(name, _)| std::env::var_os(name).is_none()));
        // By the environment: a command line can be read by every user of the machine.
        program.envs(self.secrets.iter().map(|(name, value)| (name, value)));
        program
    }
}

/// The address a browser on this machine uses.
fn reachable(listen: SocketAddr) -> SocketAddr {
    if listen.ip().is_unspecified() { SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), listen.port()) } else { listen }
}

/// Where a shop at that address shows every mail.
pub fn mailbox(shop: SocketAddr) -> String {
    format!("http://{}/dev/mail", reachable(shop))
}

/// Where the payment sandbox of a shop at that address listens.
pub fn sandbox_address(shop: SocketAddr) -> SocketAddr {
    SocketAddr::new(shop.ip(), shop.port().wrapping_add(SANDBOX_OFFSET))
}

/// Where a browser on this machine reaches it.
fn sandbox_origin(shop: SocketAddr) -> String {
    format!("http://{}", reachable(sandbox_address(shop)))
}
