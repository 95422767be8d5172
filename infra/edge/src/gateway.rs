//! `outpost-edge gateway`: the one way from the regions to the sqld that writes.
//!
//! sqld 0.24 parses the whole schema for each new stream, and it stops writing for good when three connections write at
//! once. The gateway keeps one stream for commands and runs them in groups that share a commit; reads take a stream of
//! their own that ends with them. A caller is acknowledged after the commit of its group. The gateway takes only
//! statements from the list that a build ships, and each region shows a token of its own.
//!
//! It speaks the part of Hrana over HTTP that single statements need, so that the label `primary` of the edge host and of
//! stock Spin can point to it.

mod admin;
pub mod arguments;
mod checks;
mod group;
mod health;
mod job;
mod listener;
mod metrics;
mod options;
mod protocol;
mod reader;
mod refusal;
mod service;
mod statements;
mod stream;
mod tokens;
mod writer;

pub use options::{GatewayLimits, GatewayOptions};
pub use statements::{Statements, StatementsError};
pub use tokens::{Tokens, TokensError};

use crate::server::Listener;
use crate::sql::remote::Client;
use health::Health;
use job::Queue;
use metrics::GatewayMetrics;
use service::Service;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use stream::Stream;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Connections at once: each region keeps a few.
const CONNECTIONS: usize = 1_024;
/// Connections to the admin port at once.
const ADMIN_CONNECTIONS: usize = 64;

/// Why a gateway does not start.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// An address cannot be bound.
    #[error("cannot listen on {addr}: {source}")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// sqld cannot be called.
    #[error("cannot call {url}: {source}")]
    Client {
        /// Where sqld is.
        url: String,
        /// Why.
        source: io::Error,
    },
}

/// A gateway that serves.
pub struct RunningGateway {
    /// Where it answers regions.
    pub addr: SocketAddr,
    /// Where it answers operators.
    pub admin_addr: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl RunningGateway {
    /// Binds its addresses and serves. sqld need not be there yet.
    ///
    /// # Errors
    /// When an address cannot be bound or the client for sqld cannot be made.
    pub async fn start(options: GatewayOptions) -> Result<Self, GatewayError> {
        let listener = bind(options.listen, CONNECTIONS).await?;
        let admin = match options.admin_listen {
            Some(addr) => Some(bind(addr, ADMIN_CONNECTIONS).await?),
            None => None,
        };
        let url = options.server.url.clone();
        let client = Client::new(options.server).map_err(|source| GatewayError::Client { url, source })?;
        let (client, metrics) = (Arc::new(client), GatewayMetrics::default());
        let health = Arc::new(Health::new(metrics.sqld_up.clone()));
        let limits = options.limits;
        let (commands, waiting_commands) = Queue::new(limits, metrics.clone());
        let (reads, waiting_reads) = Queue::new(limits, metrics.clone());
        let stream = || Stream::new(Arc::clone(&client), limits.answer, Arc::clone(&health));
        let (stop, stopped) = watch::channel(false);
        let mut tasks = vec![
            tokio::spawn(writer::run(stream(), waiting_commands, limits.group, metrics.clone())),
            tokio::spawn(reader::run(stream(), waiting_reads, limits.group, commands.clone())),
        ];
        let (addr, admin_addr) = (listener.addr(), admin.as_ref().map(Listener::addr));
        let service = Service::new(options.hosts, options.tokens, options.statements, commands, reads, metrics.clone());
        tasks.push(tokio::spawn(listener::serve(listener, stopped.clone(), service)));
        if let Some(admin) = admin {
            tasks.push(tokio::spawn(listener::serve(admin, stopped, admin::Admin::new(health, metrics))));
        }
        Ok(Self { addr, admin_addr, stop, tasks })
    }

    /// Takes no more connections, lets requests in work finish for a while, closes its streams and ends.
    pub async fn shutdown(self) {
        self.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of the gateway failed");
            }
        }
    }
}

async fn bind(addr: SocketAddr, connections: usize) -> Result<Listener, GatewayError> {
    Listener::bind(addr, connections).await.map_err(|source| GatewayError::Listen { addr, source })
}
