//! One region: an edge host, the replica beside it, and its ways to the primary.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::address::free_address;
use crate::copies::Copies;
use crate::files;
use crate::gateway::Gateway;
use crate::host::Host;
use crate::link::{Link, Mode};
use crate::place::Place;
use crate::primary::Primary;
use crate::process::Process;
use crate::programs::Programs;
use crate::sqld;

/// A region of a fleet.
#[derive(Debug)]
pub struct Region {
    /// Where it is.
    pub place: Place,
    /// Its edge host.
    pub edge: Process,
    /// The database server beside it, where its replica is not a file.
    pub server: Option<Process>,
    ways: Vec<Link>,
    folder: PathBuf,
    host: Host,
    programs: Programs,
}

impl Region {
    /// Makes its folder and opens its ways to the primary; nothing of it runs yet.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(crate) fn prepare(programs: &Programs, place: Place, folder: PathBuf, source: &Source<'_>) -> Result<Self> {
        files::create_folder(&folder.join("replica"))?;
        let way = |target| Link::open(target, place.round_trip);
        let commands = way(source.gateway.address)?;
        let token = source.gateway.token(&place.name).context("the region has no token")?;
        let primary = asked(commands.address(), token);
        let (default, data, server) = match source.copies {
            Copies::Embedded(_) => {
                let data = way(source.primary.address)?;
                (source.replica(data.address(), &folder.join("replica")), data, None)
            }
            Copies::Servers(file) => {
                let (data, address) = (way(source.primary.followed)?, free_address()?);
                let log = folder.join("sqld.log");
                let program = sqld::replica(file, folder.join("sqld"), address, data.address(), log);
                (asked(address, ""), data, Some(Process::new(program)))
            }
        };
        let ways = vec![commands, data];
        let config = format!("[sqlite_database.primary]\n{primary}\n[sqlite_database.default]\n{default}");
        let mut host = Host {
            manifest: "spin.toml",
            listen: place.listen,
            admin: place.admin,
            folder: folder.clone(),
            variables: source.variables.to_vec(),
            arguments: vec!["--region".to_owned(), place.name.clone()],
        };
        host.arguments.extend_from_slice(source.arguments);
        files::write(&host.runtime_config(), &config)?;
        let edge = Process::new(host.program(programs));
        Ok(Self { place, edge, server, ways, folder, host, programs: programs.clone() })
    }

    /// Changes what its ways to the primary are like: that of commands, and that of its replica.
    pub fn set_way(&self, mode: Mode) {
        self.ways.iter().for_each(|way| way.set(mode));
    }

    /// The folder that holds its replica and nothing else.
    pub fn copy_folder(&self) -> PathBuf {
        self.folder.join("replica")
    }

    /// Has its clock differ from the machine's, from the next start on.
    pub fn set_clock_offset(&mut self, seconds: i64) {
        let (name, arguments) = ("--clock-offset", &mut self.host.arguments);
        if let Some(at) = arguments.iter().position(|argument| argument.starts_with(name)) {
            arguments.remove(at);
        }
        arguments.push(format!("{name}={seconds}"));
        *self.edge.program_mut() = self.host.program(&self.programs);
    }
}

/// What all regions of a fleet are told.
pub(crate) struct Source<'a> {
    pub copies: &'a Copies,
    pub primary: &'a Primary,
    pub gateway: &'a Gateway,
    pub sync_interval: Duration,
    pub variables: &'a [(String, String)],
    pub arguments: &'a [String],
}

impl Source<'_> {
    /// The configuration of a replica at `path` that is synced from the sqld at `primary`.
    fn replica(&self, primary: SocketAddr, path: &Path) -> String {
        format!(
            "type = \"replica\"\nurl = \"http://{primary}\"\ntoken = \"\"\npath = {:?}\nsync_interval = \"{}ms\"\n",
            path.display().to_string(),
            self.sync_interval.as_millis(),
        )
    }
}

/// The configuration of a server that is asked over HTTP.
fn asked(server: SocketAddr, token: &str) -> String {
    format!("type = \"libsql\"\nurl = \"http://{server}\"\ntoken = \"{token}\"\n")
}
