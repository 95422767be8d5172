//! The options of `outpost-edge up`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::log::LogFormat;
use crate::options::{Limits, Options};

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
    /// Name of this region: components, log lines and the admin port name it.
    #[arg(long, env = "OUTPOST_REGION", default_value = "local", value_parser = parse_region, value_name = "NAME")]
    pub region: String,
    /// Requests with the header `outpost-operator-token` and this value get `Server-Timing`.
    #[arg(long, env = "OUTPOST_OPERATOR_TOKEN", hide_env_values = true, value_name = "TOKEN")]
    operator_token: Option<String>,
    /// Bytes of the page cache, at most an eighth of the memory that the container may use; 0 turns it off.
    #[arg(long, env = "OUTPOST_PAGE_CACHE", default_value_t = 64 << 20, value_name = "BYTES")]
    page_cache: u64,
    /// Send texts as components write them, for a proxy in front that compresses.
    #[arg(long)]
    no_compression: bool,
    /// For drills: components see a wall clock that is so many seconds ahead (behind, where negative).
    #[arg(long, default_value_t = 0, allow_negative_numbers = true, value_name = "SECONDS")]
    clock_offset: i64,
    /// Stop when the process that started this one has ended.
    #[arg(long)]
    pub stop_with_parent: bool,
    /// How long the host serves on after SIGTERM while its probes fail, so that no proxy sends to a closed port.
    #[arg(long, env = "OUTPOST_LAME_DUCK", value_parser = humantime::parse_duration, default_value = "0s")]
    #[arg(value_name = "TIME")]
    pub lame_duck: Duration,
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
    #[arg(long, value_parser = humantime::parse_duration, default_value = "10s", value_name = "TIME")]
    idle_instance_timeout: Duration,
    /// Time to the head of an answer, and from there to its end.
    #[arg(long, value_parser = humantime::parse_duration, default_value = "30s", value_name = "TIME")]
    request_timeout: Duration,
    /// Processor time of one request inside its component.
    #[arg(long, value_parser = humantime::parse_duration, default_value = "5s", value_name = "TIME")]
    cpu_timeout: Duration,
    /// Largest request body, in bytes, where the manifest sets no limit for the route.
    #[arg(long, default_value_t = Limits::default().body_bytes, value_name = "BYTES")]
    max_body: u64,
    /// Time in which a client must send a body, or the first 64 KiB of a larger one.
    #[arg(long, value_parser = humantime::parse_duration, default_value = "20s", value_name = "TIME")]
    body_timeout: Duration,
    /// Requests in work for one component; further ones wait.
    #[arg(long, default_value_t = Limits::default().component_requests, value_name = "N")]
    max_requests: usize,
    /// Connections open at once, at most half of the files that the program may open; further ones wait.
    #[arg(long, default_value_t = Limits::default().connections, value_name = "N")]
    max_connections: usize,
    /// Connections open at once from one IPv4 address or one IPv6 /56, and four times as many from one /48; further
    /// ones are closed. Behind a proxy all connections come from its address: 0 sets no limit.
    #[arg(long, env = "OUTPOST_MAX_CONNECTIONS_PER_ADDRESS", value_name = "N")]
    #[arg(default_value_t = Limits::default().connections_per_address)]
    max_connections_per_address: usize,
    /// Let requests that change something share instances too.
    #[arg(long)]
    share_writes: bool,
    /// Time for requests in work to finish when the host stops.
    #[arg(long, value_parser = humantime::parse_duration, default_value = "20s", value_name = "TIME")]
    drain_timeout: Duration,
}

impl Up {
    /// Brings the arguments into the library's form.
    pub fn into_options(self) -> Options {
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
            operator_token: self.operator_token,
            page_cache_bytes: self.page_cache,
            compression: !self.no_compression,
            clock_offset_seconds: self.clock_offset,
            limits: self.limits.into_limits(),
            ..Options::new(self.from)
        }
    }
}

impl LimitArgs {
    fn into_limits(self) -> Limits {
        Limits {
            memory_bytes: self.max_instance_memory,
            instance_requests: self.max_instance_reuse_count,
            instance_concurrency: self.max_instance_concurrent_reuse_count,
            instance_idle: self.idle_instance_timeout,
            request_time: self.request_timeout,
            cpu_time: self.cpu_timeout,
            body_bytes: self.max_body,
            body_time: self.body_timeout,
            component_requests: self.max_requests,
            connections: self.max_connections,
            connections_per_address: self.max_connections_per_address,
            isolate_writes: !self.share_writes,
            drain_time: self.drain_timeout,
            ..Limits::default()
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
