//! One region: an edge host, the copy beside it, and its way to the primary.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::host::Host;
use crate::link::Link;
use crate::place::Place;
use crate::primary::Copies;
use crate::process::Process;
use crate::programs::Programs;

/// A region of a fleet.
#[derive(Debug)]
pub struct Region {
    /// Where it is.
    pub place: Place,
    /// Its way to the primary.
    pub link: Link,
    /// Its edge host.
    pub edge: Process,
    folder: PathBuf,
    host: Host,
    programs: Programs,
}

impl Region {
    /// Makes its folder and opens its way to `primary`; its edge host does not run yet.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub(crate) fn prepare(
        programs: &Programs,
        place: Place,
        folder: PathBuf,
        primary: SocketAddr,
        source: &Source<'_>,
    ) -> Result<Self> {
        fs::create_dir_all(folder.join("copy")).with_context(|| format!("making {}", folder.display()))?;
        let link = Link::open(primary, place.round_trip)?;
        let mut host = Host {
            listen: place.listen,
            admin: place.admin,
            folder: folder.clone(),
            variables: source.variables.to_vec(),
            arguments: vec!["--region".to_owned(), place.name.clone()],
        };
        host.arguments.extend_from_slice(source.arguments);
        fs::write(host.runtime_config(), source.runtime_config(link.address(), &folder.join("copy")))?;
        let edge = Process::new(host.program(programs));
        Ok(Self { place, link, edge, folder, host, programs: programs.clone() })
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
    /// Commands go over the link; pages are read from a copy that is fetched over the link.
    fn runtime_config(&self, primary: SocketAddr, copy: &Path) -> String {
        let source = match self.copies {
            Copies::Snapshots => "snapshot",
            Copies::Sqld(_) => "sqld",
        };
        format!(
            "[sqlite_database.primary]\ntype = \"libsql\"\nurl = \"http://{primary}\"\ntoken = \"\"\n\n\
             [sqlite_database.default]\ntype = \"replica\"\nsource = \"{source}\"\nurl = \"http://{primary}\"\n\
             token = \"\"\npath = {:?}\nsync_interval = \"{}ms\"\n",
            copy.display().to_string(),
            self.sync_interval.as_millis(),
        )
    }
}
