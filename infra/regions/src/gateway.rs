//! The gateway in front of the sqld that writes: regions send it their commands.

use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Result;

use crate::address::free_address;
use crate::files;
use crate::process::{Process, Program, Readiness};
use crate::programs::Programs;

/// The gateway of a fleet.
#[derive(Debug)]
pub struct Gateway {
    /// Where regions reach it.
    pub address: SocketAddr,
    /// Where operators do.
    pub admin: SocketAddr,
    /// Its process.
    pub process: Process,
    tokens: Vec<(String, String)>,
}

impl Gateway {
    /// Prepares one in front of `sqld`, with a token for each of `regions`; it does not run yet.
    ///
    /// # Errors
    /// When its folder cannot be written.
    pub(crate) fn prepare<'a>(
        programs: &Programs,
        folder: &Path,
        sqld: SocketAddr,
        regions: impl Iterator<Item = &'a str>,
    ) -> Result<Self> {
        files::create_folder(folder)?;
        let tokens = regions.map(|region| Ok((region.to_owned(), files::token()?))).collect::<Result<Vec<_>>>()?;
        let lines: Vec<String> = tokens.iter().map(|(region, token)| format!("{region}={token}\n")).collect();
        let tokens_file = folder.join("tokens");
        files::write(&tokens_file, &lines.concat())?;
        let (address, admin) = (free_address()?, free_address()?);
        let pairs: [(&str, OsString); 5] = [
            ("--listen", address.to_string().into()),
            ("--admin-listen", admin.to_string().into()),
            ("--sqld", format!("http://{sqld}").into()),
            ("--tokens-file", tokens_file.into_os_string()),
            ("--statements", programs.statements.clone().into_os_string()),
        ];
        let mut arguments = vec![OsString::from("gateway")];
        arguments.extend(pairs.into_iter().flat_map(|(name, value)| [OsString::from(name), value]));
        let log = folder.join("gateway.log");
        let program = Program {
            file: programs.edge.clone(),
            arguments,
            environment: Vec::new(),
            log,
            readiness: Readiness::Line,
        };
        Ok(Self { address, admin, process: Process::new(program), tokens })
    }

    /// What a region shows it.
    pub fn token(&self, region: &str) -> Option<&str> {
        self.tokens.iter().find(|(name, _)| name == region).map(|(_, token)| token.as_str())
    }
}
