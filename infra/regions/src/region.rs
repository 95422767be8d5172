//! One region: an edge host, the copy beside it, and its way to the primary.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::copies::Copies;
use crate::host::Host;
use crate::link::{Link, Mode};
use crate::place::Place;
use crate::primary::Primary;
use crate::process::{Process, free_address};
use crate::programs::Programs;
use crate::sqld;

/// A region of a fleet.
#[derive(Debug)]
pub struct Region {
    /// Where it is.
    pub place: Place,
    /// Its edge host.
    pub edge: Process,
    /// The database server beside it, where its copy is not a file.
    pub server: Option<Process>,
    ways: Vec<Link>,
    folder: PathBuf,
    host: Host,
    programs: Programs,
}

impl Region {
    /// Makes its folder and opens its way to `primary`; nothing of it runs yet.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(crate) fn prepare(
        programs: &Programs,
        place: Place,
        folder: PathBuf,
        primary: &Primary,
        source: &Source<'_>,
    ) -> Result<Self> {
        fs::create_dir_all(folder.join("copy")).with_context(|| format!("making {}", folder.display()))?;
        let way = Link::open(primary.address, place.round_trip)?;
        let primary_url = way.address();
        let mut ways = vec![way];
        let mut server = None;
        let default = match (source.copies, primary.followed) {
            (Copies::Snapshots, _) => source.copied("snapshot", primary_url, &folder.join("copy")),
            (Copies::Servers(file), Some(followed)) => {
                let (way, address) = (Link::open(followed, place.round_trip)?, free_address()?);
                let log = folder.join("sqld.log");
                let program = sqld::replica(file, folder.join("sqld"), address, way.address(), log);
                server = Some(Process::new(program));
                ways.push(way);
                asked(address)
            }
            (Copies::Embedded(_) | Copies::Servers(_), _) => source.copied("sqld", primary_url, &folder.join("copy")),
        };
        let config = format!("[sqlite_database.primary]\n{}\n[sqlite_database.default]\n{default}", asked(primary_url));
        let mut host = Host {
            listen: place.listen,
            admin: place.admin,
            folder: folder.clone(),
            variables: source.variables.to_vec(),
            arguments: vec!["--region".to_owned(), place.name.clone()],
        };
        host.arguments.extend_from_slice(source.arguments);
        fs::write(host.runtime_config(), config)?;
        let edge = Process::new(host.program(programs));
        Ok(Self { place, edge, server, ways, folder, host, programs: programs.clone() })
    }

    /// Changes what its way to the primary is like.
    pub fn set_way(&self, mode: Mode) {
        self.ways.iter().for_each(|way| way.set(mode));
    }

    /// The folder that holds its copy and nothing else.
    pub fn copy_folder(&self) -> PathBuf {
        self.folder.join("copy")
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
    pub sync_interval: Duration,
    pub variables: &'a [(String, String)],
    pub arguments: &'a [String],
}

impl Source<'_> {
    /// The configuration of a copy at `path` that is fetched from `primary`.
    fn copied(&self, source: &str, primary: SocketAddr, path: &Path) -> String {
        format!(
            "type = \"replica\"\nsource = \"{source}\"\nurl = \"http://{primary}\"\ntoken = \"\"\npath = {:?}\n\
             sync_interval = \"{}ms\"\n",
            path.display().to_string(),
            self.sync_interval.as_millis(),
        )
    }
}

/// The configuration of a server that is asked over HTTP.
fn asked(server: SocketAddr) -> String {
    format!("type = \"libsql\"\nurl = \"http://{server}\"\ntoken = \"\"\n")
}
