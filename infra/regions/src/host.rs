//! An edge host over one region's data: what it is told at start.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::process::{Program, Readiness};
use crate::programs::Programs;

/// Everything an edge host needs to know.
#[derive(Clone, Debug)]
pub struct Host {
    /// Its manifest, below the repository.
    pub manifest: &'static str,
    /// Where shoppers reach it.
    pub listen: SocketAddr,
    /// Where operators do.
    pub admin: SocketAddr,
    /// Its folder: runtime configuration, state and log.
    pub folder: PathBuf,
    /// Variables of spin.toml. By the environment: a command line can be read by every user of the machine.
    pub variables: Vec<(String, String)>,
    /// More arguments for `outpost-edge up`.
    pub arguments: Vec<String>,
}

impl Host {
    /// Its runtime configuration.
    pub fn runtime_config(&self) -> PathBuf {
        self.folder.join("runtime.toml")
    }

    /// The program that serves.
    pub fn program(&self, programs: &Programs) -> Program {
        let pairs: [(&str, &Path); 4] = [
            ("-f", &programs.root.join(self.manifest)),
            ("--runtime-config-file", &self.runtime_config()),
            ("--state-dir", &self.folder),
            ("--cache-dir", &programs.compiled),
        ];
        let mut arguments: Vec<OsString> = vec!["up".into(), "--listen".into(), self.listen.to_string().into()];
        arguments.extend(["--admin-listen".into(), self.admin.to_string().into()]);
        arguments.extend(pairs.iter().flat_map(|(name, path)| [OsString::from(name), path.as_os_str().to_owned()]));
        arguments.extend(self.arguments.iter().map(OsString::from));
        let named =
            |(name, value): &(String, String)| (format!("SPIN_VARIABLE_{}", name.to_uppercase()), value.clone());
        let mut environment: Vec<_> = self.variables.iter().map(named).collect();
        // All load on one machine comes from one address.
        environment.push(("OUTPOST_MAX_CONNECTIONS_PER_ADDRESS".to_owned(), "0".to_owned()));
        Program {
            file: programs.edge.clone(),
            arguments,
            environment,
            log: self.folder.join("host.log"),
            readiness: Readiness::Line,
        }
    }
}
