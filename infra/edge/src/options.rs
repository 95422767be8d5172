//! What a host is given at start: where to listen, what to run, and the bounds of a request.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Everything that [`crate::Host::start`] needs.
#[derive(Debug, Clone)]
pub struct Options {
    /// `spin.toml` or the folder that holds one.
    pub manifest: PathBuf,
    /// Address of the application; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Address of metrics and health, or `None` for no such port.
    pub admin_listen: Option<SocketAddr>,
    /// Spin's runtime configuration file.
    pub runtime_config: Option<PathBuf>,
    /// Ids of the components to run; empty for all.
    pub components: Vec<String>,
    /// Variables that override every other source.
    pub variables: Vec<(String, String)>,
    /// A dotenv file with `SPIN_VARIABLE_…` lines; a missing `.env` is fine when none is named.
    pub env_file: Option<PathBuf>,
    /// The environment in which variables are looked up.
    pub environment: HashMap<String, String>,
    /// Folder for databases without a configured path; `.spin` beside the manifest by default.
    pub state_dir: Option<PathBuf>,
    /// Folder for compiled components; `compiled` in the state folder by default.
    pub cache_dir: Option<PathBuf>,
    /// Write one log line for each request.
    pub access_log: bool,
    /// Where this host is: components, logs and the admin port name it.
    pub region: String,
    /// Requests that carry this token get `Server-Timing`; without one, no request does.
    pub operator_token: Option<String>,
    /// Bytes of the page cache; 0 for none.
    pub page_cache_bytes: u64,
    /// Compress texts for clients that take it.
    pub compression: bool,
    /// How far the wall clock that components see is ahead of the machine's; for drills.
    pub clock_offset_seconds: i64,
    /// The bounds.
    pub limits: Limits,
}

impl Options {
    /// Runs `manifest` on a free port of 127.0.0.1 with the process' environment and default limits.
    pub fn new(manifest: impl Into<PathBuf>) -> Self {
        Self {
            manifest: manifest.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            admin_listen: None,
            runtime_config: None,
            components: Vec::new(),
            variables: Vec::new(),
            env_file: None,
            environment: environment(),
            state_dir: None,
            cache_dir: None,
            access_log: false,
            region: "local".to_owned(),
            operator_token: None,
            page_cache_bytes: 64 << 20,
            compression: true,
            clock_offset_seconds: 0,
            limits: Limits::default(),
        }
    }
}

/// The process' environment, without names and values that are not UTF-8.
fn environment() -> HashMap<String, String> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

/// Bounds of requests, instances and connections.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the call of a component to the head of its response; then again from there to the response's end.
    pub request_time: Duration,
    /// Time for which one request may keep a processor busy inside the guest.
    pub cpu_time: Duration,
    /// Wait for a free instance.
    pub queue_time: Duration,
    /// Largest request body, in bytes, where the manifest sets no limit for the route.
    pub body_bytes: u64,
    /// Time in which a client must send a body, or the first 64 KiB of a larger one.
    pub body_time: Duration,
    /// Least rate at which a client must send a body, in bytes a second, after some seconds of grace.
    pub body_bytes_per_second: u64,
    /// Longest path with query, in bytes.
    pub url_bytes: usize,
    /// Largest head of a request, in bytes.
    pub head_bytes: usize,
    /// Connections open at once, as far as the limit of open files allows them; further ones wait to be accepted.
    pub connections: usize,
    /// Connections open at once from one IPv4 address or one IPv6 /56, and four times as many from one /48; further
    /// ones are closed. 0 for no limit, as behind a proxy.
    pub connections_per_address: usize,
    /// Time for a connection to send a whole head; also how long an idle connection is kept.
    pub head_time: Duration,
    /// Linear memory of one instance, in bytes.
    pub memory_bytes: u64,
    /// Requests that one instance serves before it is replaced.
    pub instance_requests: usize,
    /// Requests that one instance serves at once.
    pub instance_concurrency: usize,
    /// How long an instance without requests is kept.
    pub instance_idle: Duration,
    /// Requests in work for one component; further ones wait up to `queue_time`.
    pub component_requests: usize,
    /// Requests that may change something (all but GET, HEAD, OPTIONS) share no instance at the same time.
    pub isolate_writes: bool,
    /// Time for requests in work to finish when the host stops.
    pub drain_time: Duration,
    /// Largest answer of one SQL statement, in bytes.
    pub sql_result_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request_time: Duration::from_secs(30),
            cpu_time: Duration::from_secs(5),
            queue_time: Duration::from_secs(10),
            body_bytes: 10 << 20,
            body_time: Duration::from_secs(20),
            body_bytes_per_second: 1 << 10,
            url_bytes: 8 << 10,
            head_bytes: 64 << 10,
            connections: 4_096,
            connections_per_address: 256,
            head_time: Duration::from_secs(30),
            memory_bytes: 256 << 20,
            instance_requests: 128,
            instance_concurrency: 16,
            instance_idle: Duration::from_secs(10),
            component_requests: 256,
            isolate_writes: true,
            drain_time: Duration::from_secs(20),
            sql_result_bytes: 16 << 20,
        }
    }
}
