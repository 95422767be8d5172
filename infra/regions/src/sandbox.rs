//! The payment sandbox: an application of its own, one for all regions.

use std::env;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Result;

use crate::address::free_address;
use crate::files;
use crate::host::Host;
use crate::process::Process;
use crate::programs::Programs;

/// Its manifest, below the repository.
pub const MANIFEST: &str = "components/sandbox/spin.toml";

/// A sandbox that runs or can run.
#[derive(Debug)]
pub struct Sandbox {
    /// Where it answers.
    pub address: SocketAddr,
    /// Its process.
    pub process: Process,
    /// What shops show it, and what tests that write scripts show it.
    pub api_key: String,
    webhook_secret: String,
}

impl Sandbox {
    /// Prepares one with a folder of its own; it does not run yet. Secrets are drawn unless the environment has them.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn prepare(programs: &Programs, folder: &Path, address: SocketAddr) -> Result<Self> {
        files::create_folder(folder)?;
        let [api_key, webhook_secret] = [secret("SANDBOX_API_KEY")?, secret("SANDBOX_WEBHOOK_SECRET")?];
        let variables = [
            ("public_url", format!("http://{address}")),
            ("sandbox_api_key", api_key.clone()),
            ("sandbox_webhook_secret", webhook_secret.clone()),
        ];
        let host = Host {
            manifest: MANIFEST,
            listen: address,
            admin: free_address()?,
            folder: folder.to_owned(),
            variables: variables.map(|(name, value)| (name.to_owned(), value)).to_vec(),
            arguments: Vec::new(),
        };
        // Its one label needs no configuration.
        files::write(&host.runtime_config(), "")?;
        Ok(Self { address, process: Process::new(host.program(programs)), api_key, webhook_secret })
    }

    /// Where shoppers pay.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the shop is told about it.
    pub fn variables(&self) -> [(String, String); 3] {
        [
            ("sandbox_url".to_owned(), self.origin()),
            ("sandbox_api_key".to_owned(), self.api_key.clone()),
            ("sandbox_webhook_secret".to_owned(), self.webhook_secret.clone()),
        ]
    }
}

fn secret(name: &str) -> Result<String> {
    env::var(format!("SPIN_VARIABLE_{name}")).or_else(|_| files::token())
}
