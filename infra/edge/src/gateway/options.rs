//! What a gateway is told at start.

use super::statements::Statements;
use super::tokens::Tokens;
use crate::sql::remote::Server;
use std::net::SocketAddr;
use std::time::Duration;

/// Everything that a gateway needs.
#[derive(Debug)]
pub struct GatewayOptions {
    /// Where regions reach the gateway; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where operators read metrics and health.
    pub admin_listen: Option<SocketAddr>,
    /// Names by which regions may call it, beside its addresses and `localhost`.
    pub hosts: Vec<String>,
    /// The sqld that writes.
    pub server: Server,
    /// The regions and their tokens.
    pub tokens: Tokens,
    /// What regions may run.
    pub statements: Statements,
    /// Bounds.
    pub limits: GatewayLimits,
}

/// Bounds of a gateway's work.
#[derive(Debug, Clone, Copy)]
pub struct GatewayLimits {
    /// Statements that may wait; further ones are refused.
    pub queue: usize,
    /// Commands that share a commit at the most.
    pub group: usize,
    /// Longest wait in the queue. A statement that waited longer is not run.
    pub wait: Duration,
    /// Longest wait for an answer of sqld, which rolls a transaction back after 5 s.
    pub answer: Duration,
}

impl Default for GatewayLimits {
    fn default() -> Self {
        Self { queue: 512, group: 20, wait: Duration::from_secs(2), answer: Duration::from_secs(6) }
    }
}
