//! A libSQL server: one round trip a statement, bounded in time, and not asked while it does not answer.

mod breaker;
mod client;
mod connection_pair;
mod log_position;
mod server;

pub use client::{CallError, Client, HttpConnections, connections};
pub use log_position::LogPosition;
pub use server::{Server, ServerError};

use super::error::SqlError;
use super::statement::{Outcome, Statement};
use super::verb::may_read;
use crate::metrics::RemoteMetrics;
use breaker::Breaker;
use http::StatusCode;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;

/// Waits before a statement that was not run, or a read, is tried again.
const RETRIES: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(300)];
/// Statements on their way at once. sqld takes 128 by default, from all regions together, and turns others away.
const AT_ONCE: usize = 40;
/// Longest wait for one of these places.
const QUEUE: Duration = Duration::from_secs(4);
/// Pause between probes of a server that does not answer. Each waits as long as a statement would, so several may be
/// on their way.
const PROBE: Duration = Duration::from_millis(500);
/// Pause between probes of a server that answers: without them an order would pay for a new connection, and an outage
/// would be found out by a shopper. Each of the two connections is used by every other probe.
const WARM: Duration = Duration::from_millis(2_500);

/// Bounds of one server's calls.
#[derive(Debug, Clone, Copy)]
pub struct RemoteLimits {
    /// Longest wait for an answer.
    pub time: Duration,
    /// Largest answer, counted in bytes of its values.
    pub result_bytes: usize,
}

/// One server, shared by all labels that name it.
pub struct Remote {
    client: Client,
    limits: RemoteLimits,
    breaker: Breaker,
    places: Semaphore,
    metrics: RemoteMetrics,
    /// Told after every write, so that a replica is brought up to date at once.
    written: Arc<Notify>,
}

impl Remote {
    /// A server that has not been called yet.
    pub fn new(client: Client, limits: RemoteLimits, metrics: RemoteMetrics, written: Arc<Notify>) -> Arc<Self> {
        let places = Semaphore::new(AT_ONCE);
        let remote = Arc::new(Self { client, limits, breaker: Breaker::default(), places, metrics, written });
        tokio::spawn(keep_warm(Arc::downgrade(&remote)));
        remote
    }

    /// False while the server does not answer.
    pub fn is_reachable(&self) -> bool {
        !self.breaker.is_open()
    }

    /// What the server has said last of its log; nothing where it counts no frames.
    pub fn newest(&self) -> Option<LogPosition> {
        self.client.newest()
    }

    /// What has been counted.
    pub fn metrics(&self) -> &RemoteMetrics {
        &self.metrics
    }

    /// Runs one statement in a transaction of its own.
    ///
    /// A statement that was provably not run is tried again, and so is a read. A write whose answer was lost is not:
    /// only its sender knows whether it carries an id that makes a second run harmless.
    pub async fn run(self: &Arc<Self>, statement: Statement) -> Result<Outcome, SqlError> {
        if let Some(words) = refusal(&statement.sql) {
            return Err(SqlError::Sqlite { code: 1, message: words.to_owned() });
        }
        let reads = may_read(&statement.sql);
        if reads {
            self.metrics.reads.inc();
        }
        let outcome = self.call(statement, reads).await?;
        if !reads {
            self.written.notify_one();
        }
        Ok(outcome)
    }

    async fn call(self: &Arc<Self>, statement: Statement, reads: bool) -> Result<Outcome, SqlError> {
        let _place = match tokio::time::timeout(QUEUE, self.places.acquire()).await {
            Ok(Ok(place)) => place,
            Ok(Err(_)) | Err(_) => return Err(SqlError::Unreachable("too many statements wait for it".to_owned())),
        };
        let deadline = tokio::time::Instant::now() + self.limits.time;
        let mut waits = RETRIES.iter();
        loop {
            if self.breaker.is_open() {
                return Err(SqlError::Unreachable("not asked, since it did not answer before".to_owned()));
            }
            let left = deadline.saturating_duration_since(tokio::time::Instant::now());
            self.metrics.round_trips.inc();
            let began = Instant::now();
            let error = match self.client.execute(statement.clone(), self.limits.result_bytes, left).await {
                Ok(outcome) => {
                    self.breaker.answered();
                    return Ok(outcome);
                }
                Err(CallError::Database(error)) => {
                    self.breaker.answered();
                    if !error.is_busy() {
                        return Err(error);
                    }
                    CallError::Busy
                }
                Err(CallError::TooLarge(limit_bytes)) => return Err(SqlError::TooLarge { limit_bytes }),
                Err(CallError::Refused(reason)) => {
                    self.breaker.answered();
                    return Err(SqlError::Refused(reason));
                }
                Err(error) => error,
            };
            let again = error.is_unsent() || (reads && !matches!(error, CallError::Late));
            match waits.next().filter(|wait| again && tokio::time::Instant::now() + **wait < deadline) {
                Some(wait) => tokio::time::sleep(*wait).await,
                None => return Err(self.failed(&error, began)),
            }
        }
    }

    /// A probe has as much time as a statement: a slow server that would answer those must not fail this one.
    async fn ask(&self) -> Result<(), CallError> {
        let statement = Statement { sql: "SELECT 1".to_owned(), parameters: Vec::new() };
        self.client.execute(statement, 1 << 10, self.limits.time).await.map(drop)
    }

    fn failed(self: &Arc<Self>, error: &CallError, began: Instant) -> SqlError {
        self.metrics.failures.inc();
        if self.breaker.failed(began) {
            tracing::warn!(url = self.client.server().url, %error, "the primary does not answer: it is not asked for now");
            self.metrics.open.set(1);
            tokio::spawn(Arc::clone(self).probe());
        }
        SqlError::Unreachable(error.to_string())
    }

    /// Asks now and then, so that the first request after an outage need not find out.
    async fn probe(self: Arc<Self>) {
        // The first at once: what has failed may be statements of an outage that is over, one time limit ago.
        let mut ticks = tokio::time::interval(PROBE);
        let mut probes = JoinSet::new();
        while self.breaker.is_open() {
            tokio::select! {
                _ = ticks.tick() => {
                    let remote = Arc::clone(&self);
                    probes.spawn(async move { remote.ask().await });
                }
                Some(answer) = probes.join_next() => if matches!(answer, Ok(Ok(()))) {
                    self.breaker.answered();
                },
            }
        }
        self.metrics.open.set(0);
        tracing::info!(url = self.client.server().url, "the primary answers again");
    }
}

async fn keep_warm(remote: Weak<Remote>) {
    if let Some(remote) = remote.upgrade() {
        // One on each connection. A server that does not listen yet is found out below.
        drop(tokio::join!(remote.ask(), remote.ask()));
    }
    loop {
        tokio::time::sleep(WARM).await;
        let Some(remote) = remote.upgrade() else { return };
        let began = Instant::now();
        if remote.is_reachable()
            && let Err(error @ (CallError::Unsent(_) | CallError::Status(StatusCode::NOT_FOUND))) = remote.ask().await
        {
            // Nobody listens, or there is no database: that counts as a statement that failed, and several in a row
            // open the breaker. A server that is only slow is left to the statements to judge.
            remote.failed(&error, began);
        }
    }
}

/// A statement has a stream of its own, so a transaction would end with its first statement.
fn refusal(sql: &str) -> Option<&'static str> {
    let opens = ["BEGIN", "SAVEPOINT"].iter().any(|verb| super::verb::begins_with(sql, verb));
    opens.then_some("a database over HTTP takes single statements, no transactions")
}
