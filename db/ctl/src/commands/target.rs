//! Which database a command is about.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use outpost_ctl::{files, load};
use outpost_db::hrana::{Remote, Server};
use outpost_db::native::Database;
use outpost_db::transaction::Transaction;

/// A database as arguments name it.
#[derive(Args)]
pub struct TargetArguments {
    /// The database file.
    #[arg(long, env = "OUTPOST_DATABASE")]
    database: Option<PathBuf>,
    /// The address of a libSQL server (sqld), in place of a file.
    #[arg(long)]
    url: Option<String>,
    /// A file that holds the server's token.
    #[arg(long, requires = "url")]
    token_file: Option<PathBuf>,
}

/// A database.
pub enum Target {
    /// A file of this machine.
    File(PathBuf),
    /// A libSQL server.
    Server(Server),
}

impl TargetArguments {
    /// The database they name.
    pub fn target(&self) -> anyhow::Result<Target> {
        match (&self.database, &self.url) {
            (_, Some(url)) => Ok(Target::Server(Server::new(url, &token(self.token_file.as_deref())?)?)),
            (Some(file), None) => Ok(Target::File(file.clone())),
            (None, None) => bail!("name the database: --database FILE or --url URL"),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => file.display().fmt(f),
            Self::Server(server) => server.url().fmt(f),
        }
    }
}

impl Target {
    /// Opens it for writing; a file that does not exist is created for its owner only.
    pub async fn open(&self) -> anyhow::Result<Box<dyn Transaction>> {
        Ok(match self {
            Self::File(file) => Box::new(open_file(file).await?),
            Self::Server(server) => {
                let remote = Remote::new(server)?;
                load::refuse_unfinished(&remote).await?;
                Box::new(remote)
            }
        })
    }
}

/// Opens a database file; one that does not exist is created for its owner only.
pub async fn open_file(file: &Path) -> anyhow::Result<Database> {
    files::create(file).with_context(|| format!("cannot create {}", file.display()))?;
    Database::open(file).await.with_context(|| format!("cannot open {}", file.display()))
}

fn token(file: Option<&Path>) -> anyhow::Result<String> {
    let Some(file) = file else { return Ok(String::new()) };
    let token = fs::read_to_string(file).with_context(|| format!("cannot read the token from {}", file.display()))?;
    let token = token.trim();
    anyhow::ensure!(!token.is_empty(), "{} holds no token", file.display());
    Ok(token.to_owned())
}
