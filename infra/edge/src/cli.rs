//! The command line, in Spin's words.

use crate::log::LogFormat;
use crate::options::{Limits, Options};
use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// A small Spin-compatible runtime for HTTP components of WASI 0.3.
#[derive(Debug, Parser)]
#[command(name = "outpost-edge", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve an application until interrupted.
    Up(Box<Up>),
    /// Serve one database file to regions over libSQL's HTTP API; the only process that writes the file.
    Primary(Primary),
}

/// Options of `primary`.
#[derive(Debug, Args)]
pub struct Primary {
    /// Address to listen on; port 0 takes a free one. There is no authentication: keep it on a private address.
    #[arg(long, default_value = "127.0.0.1:4001", value_name = "ADDR")]
    pub listen: SocketAddr,
    /// The database.
    #[arg(long, value_name = "FILE")]
    pub database: PathBuf,
    /// How log lines look.
    #[arg(long, env = "OUTPOST_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// Options of `up`.
#[derive(Debug, Args)]
pub struct Up {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, env = "SPIN_HTTP_LISTEN_ADDR", default_value = "127.0.0.1:3000", value_name = "ADDR")]
    listen: SocketAddr,
    /// Address for /metrics and /healthz.
    #[arg(long, env = "OUTPOST_ADMIN_LISTEN", value_name = "ADDR")]
    admin_listen: Option<SocketAddr>,
    /// spin.toml, or the folder that holds it.
    #[arg(short = 'f', long, default_value = ".", value_name = "PATH")]
    from: PathBuf,
    /// Spin's runtime configuration.
    #[arg(long, env = "RUNTIME_CONFIG_FILE", value_name = "FILE")]
    runtime_config_file: Option<PathBuf>,
    /// Run only this component (may be given several times).
    #[arg(long = "component-id", env = "SPIN_COMPONENTS_TO_RETAIN", value_delimiter = ',', value_name = "ID")]
    component_id: Vec<String>,
    /// Give an application variable its value (may be given several times).
    #[arg(long = "variable", value_parser = parse_variable, value_name = "NAME=VALUE")]
    variable: Vec<(String, String)>,
    /// Dotenv file with SPIN_VARIABLE_… lines; a .env beside the manifest is read by itself.
    #[arg(long, value_name = "FILE")]
    env_file: Option<PathBuf>,
    /// Folder for databases without a configured path.
    #[arg(long, value_name = "DIR")]
    state_dir: Option<PathBuf>,
    /// Folder for compiled components.
    #[arg(long, env = "OUTPOST_CACHE_DIR", value_name = "DIR")]
    cache_dir: Option<PathBuf>,
    /// Log one line for each request.
    #[arg(long, env = "OUTPOST_ACCESS_LOG")]
    access_log: bool,
    /// How log lines look.
    #[arg(long, env = "OUTPOST_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// Name of this region: components are told it, and log lines and the status page carry it.
    #[arg(long, env = "OUTPOST_REGION", default_value = "local", value_parser = parse_region, value_name = "NAME")]
    pub region: String,
    /// Admin port of another region, which the status page then shows too (may be given several times).
    #[arg(long = "peer", env = "OUTPOST_PEERS", value_delimiter = ',', value_parser = parse_peer, value_name = "URL")]
    peers: Vec<String>,
    /// Bytes of the page cache; 0 turns it off.
    #[arg(long, env = "OUTPOST_PAGE_CACHE", default_value_t = 64 << 20, value_name = "BYTES")]
    page_cache: u64,
    /// Send texts as components write them, for a proxy in front that compresses.
    #[arg(long)]
    no_compression: bool,
    /// For drills: components see a wall clock that is so many seconds ahead (behind, where negative).
    #[arg(long, default_value_t = 0, allow_negative_numbers = true, value_name = "SECONDS")]
    clock_offset: i64,
    #[command(flatten)]
    limits: LimitArgs,
}

/// Bounds; those that Spin has are named as there.
#[derive(Debug, Args)]
struct LimitArgs {
    /// Linear memory of one instance, in bytes.
    #[arg(long, env = "SPIN_MAX_INSTANCE_MEMORY", default_value_t = Limits::default().memory_bytes, value_name = "BYTES")]
    max_instance_memory: u64,
    /// Requests that one instance serves before it is replaced.
    #[arg(long, default_value_t = Limits::default().instance_requests, value_name = "N")]
    max_instance_reuse_count: usize,
    /// Requests that one instance serves at once.
    #[arg(long, default_value_t = Limits::default().instance_concurrency, value_name = "N")]
    max_instance_concurrent_reuse_count: usize,
    /// How long an instance without requests is kept, such as 500ms or 10s.
    #[arg(long, value_parser = parse_duration, default_value = "10s", value_name = "TIME")]
    idle_instance_timeout: Duration,
    /// Time to the head of an answer, and from there to its end.
    #[arg(long, value_parser = parse_duration, default_value = "30s", value_name = "TIME")]
    request_timeout: Duration,
    /// Processor time of one request inside its component.
    #[arg(long, value_parser = parse_duration, default_value = "5s", value_name = "TIME")]
    cpu_timeout: Duration,
    /// Largest request body, in bytes.
    #[arg(long, default_value_t = Limits::default().body_bytes, value_name = "BYTES")]
    max_body: u64,
    /// Requests in work for one component; further ones wait.
    #[arg(long, default_value_t = Limits::default().component_requests, value_name = "N")]
    max_requests: usize,
    /// Connections open at once, at most half of the files that the program may open; further ones wait.
    #[arg(long, default_value_t = Limits::default().connections, value_name = "N")]
    max_connections: usize,
    /// Let requests that change something share instances too.
    #[arg(long)]
    share_writes: bool,
    /// Time for requests in work to finish when the host stops.
    #[arg(long, value_parser = parse_duration, default_value = "20s", value_name = "TIME")]
    drain_timeout: Duration,
}

impl Up {
    /// Brings the arguments into the library's form.
    pub fn into_options(self) -> Options {
        let bounds = self.limits;
        Options {
            listen: self.listen,
            admin_listen: self.admin_listen,
            runtime_config: self.runtime_config_file,
            components: self.component_id,
            variables: self.variable,
            env_file: self.env_file,
            state_dir: self.state_dir,
            cache_dir: self.cache_dir,
            access_log: self.access_log,
            region: self.region,
            peers: self.peers,
            page_cache_bytes: self.page_cache,
            compression: !self.no_compression,
            clock_offset_seconds: self.clock_offset,
            limits: Limits {
                memory_bytes: bounds.max_instance_memory,
                instance_requests: bounds.max_instance_reuse_count,
                instance_concurrency: bounds.max_instance_concurrent_reuse_count,
                instance_idle: bounds.idle_instance_timeout,
                request_time: bounds.request_timeout,
                cpu_time: bounds.cpu_timeout,
                body_bytes: bounds.max_body,
                component_requests: bounds.max_requests,
                connections: bounds.max_connections,
                isolate_writes: !bounds.share_writes,
                drain_time: bounds.drain_timeout,
                ..Limits::default()
            },
            ..Options::new(self.from)
        }
    }
}

fn parse_variable(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) => Ok((name.to_owned(), value.to_owned())),
        None => Err("write it as name=value".to_owned()),
    }
}

/// What can stand in a header, a log line and a metric's label without quoting.
fn parse_region(text: &str) -> Result<String, String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    if (1..=32).contains(&text.len()) && text.bytes().all(is_plain) {
        Ok(text.to_owned())
    } else {
        Err("write up to 32 letters, digits, '-', '_' or '.'".to_owned())
    }
}

/// An address of HTTP without a path; it becomes a link.
fn parse_peer(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let uri: http::Uri = url.parse().map_err(|_| format!("{text:?} is no address; write http://host:port"))?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    if is_web && uri.path() == "/" && uri.query().is_none() {
        Ok(url.to_owned())
    } else {
        Err(format!("{text:?} is not the address of an admin port; write http://host:port"))
    }
}

/// A number of seconds, or a number with `s` or `ms`.
pub(crate) fn parse_duration(text: &str) -> Result<Duration, String> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(number) => (number, Duration::from_millis(1)),
        None => (text.strip_suffix('s').unwrap_or(text), Duration::from_secs(1)),
    };
    let count: u32 = number.parse().map_err(|_| format!("{text:?} is no time; write 500ms or 10s"))?;
    Ok(unit * count)
}
