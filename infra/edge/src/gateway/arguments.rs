//! Command line of `outpost-edge gateway`.

use super::options::{GatewayLimits, GatewayOptions};
use super::statements::{Statements, StatementsError};
use super::tokens::{Tokens, TokensError};
use crate::log::LogFormat;
use crate::sql::remote::{Server, ServerError};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Options of `gateway`.
#[derive(Debug, Args)]
pub struct GatewayArguments {
    /// Address for regions; port 0 takes a free one.
    #[arg(long, env = "OUTPOST_GATEWAY_LISTEN", default_value = "127.0.0.1:4001", value_name = "ADDR")]
    listen: SocketAddr,
    /// Address for /healthz, /readyz and /metrics.
    #[arg(long, env = "OUTPOST_ADMIN_LISTEN", value_name = "ADDR")]
    admin_listen: Option<SocketAddr>,
    /// Name by which regions call the gateway, beside its addresses and localhost (may be given several times).
    #[arg(long = "host", env = "OUTPOST_GATEWAY_HOSTS", value_delimiter = ',', value_name = "NAME")]
    hosts: Vec<String>,
    /// The sqld that writes, http://host:port. Start it with --max-concurrent-connections 2
    /// --disable-intelligent-throttling.
    #[arg(long, env = "OUTPOST_SQLD_URL", value_name = "URL")]
    sqld: String,
    /// File with sqld's token; without it none is sent.
    #[arg(long, env = "OUTPOST_SQLD_TOKEN_FILE", value_name = "FILE")]
    sqld_token_file: Option<PathBuf>,
    /// File with a line region=token, or region=sha256:HEX, for each region; OUTPOST_GATEWAY_TOKENS may hold the lines
    /// themselves.
    #[arg(long, env = "OUTPOST_GATEWAY_TOKENS_FILE", value_name = "FILE")]
    tokens_file: Option<PathBuf>,
    /// List of statements that a build ships: dist/statements.json (several times while two builds are rolled out).
    #[arg(long, env = "OUTPOST_GATEWAY_STATEMENTS", value_delimiter = ',', required = true, value_name = "FILE")]
    statements: Vec<PathBuf>,
    /// Statements that may wait; further ones are answered with 503.
    #[arg(long, default_value_t = GatewayLimits::default().queue, value_name = "N")]
    queue: usize,
    /// Commands that share a commit at the most.
    #[arg(long, default_value_t = GatewayLimits::default().group, value_name = "N")]
    group: usize,
    /// How log lines look.
    #[arg(long, env = "OUTPOST_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// Why the arguments cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GatewayArgumentsError {
    /// A file cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// There are no tokens.
    #[error("name the regions' tokens by --tokens-file or the variable {TOKENS}")]
    NoTokens,
    /// The tokens cannot be used.
    #[error("the regions' tokens: {0}")]
    Tokens(#[from] TokensError),
    /// The list of statements cannot be used.
    #[error(transparent)]
    Statements(#[from] StatementsError),
    /// sqld cannot be called there.
    #[error("--sqld {0}")]
    Server(#[from] ServerError),
}

const TOKENS: &str = "OUTPOST_GATEWAY_TOKENS";

impl GatewayArguments {
    /// Reads the files that the arguments name.
    ///
    /// # Errors
    /// When one cannot be used.
    pub fn into_options(self) -> Result<GatewayOptions, GatewayArgumentsError> {
        let token = self.sqld_token_file.map(read).transpose()?.unwrap_or_default();
        let lines = match self.tokens_file {
            Some(file) => read(file)?,
            None => std::env::var(TOKENS).map_err(|_| GatewayArgumentsError::NoTokens)?,
        };
        Ok(GatewayOptions {
            listen: self.listen,
            admin_listen: self.admin_listen,
            hosts: self.hosts,
            server: Server::new(&self.sqld, token.trim())?,
            tokens: Tokens::parse(&lines)?,
            statements: Statements::load(self.statements.iter().map(PathBuf::as_path))?,
            limits: GatewayLimits { queue: self.queue.max(1), group: self.group.max(1), ..GatewayLimits::default() },
        })
    }
}

fn read(path: PathBuf) -> Result<String, GatewayArgumentsError> {
    std::fs::read_to_string(&path).map_err(|source| GatewayArgumentsError::Unreadable { path, source })
}
