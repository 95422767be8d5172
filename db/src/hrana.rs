//! The `Sql` port over a libSQL server's HTTP interface (Hrana 3), for native programs.
//!
//! A stream lasts for one request: a program that waits keeps none of the few connections that the server has for
//! writers. Calls are bounded in time; one whose outcome is unknown is never repeated here.

mod client;
mod server;
mod wire;

pub use client::{Connections, connections};
pub use server::{Server, ServerError};

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use crate::transaction::{Statement, Transaction};
use client::Client;
use wire::{Outcome, Request};

/// Longest wait for an answer: the server lets a write that waits for another one go after 5 s.
const ANSWER: Duration = Duration::from_secs(20);
/// How long a server that has no connection free, or lets other writes go first, is asked again.
const PATIENCE: Duration = Duration::from_secs(30);
/// Pause before it is asked again: it has made the caller wait for a second or more by then.
const PAUSE: Duration = Duration::from_millis(50);

/// One server.
pub struct Remote {
    client: Client,
}

impl Remote {
    /// A server that has not been called yet.
    pub fn new(server: &Server) -> Result<Self, SqlError> {
        Ok(Self { client: Client::new(server).map_err(|error| unreachable(&error))? })
    }

    /// As [`Transaction::transaction`], but foreign keys are checked by nobody: for a load whose rows come in any order.
    pub async fn load(&self, statements: Vec<Statement>) -> Result<(), SqlError> {
        let off = Request::execute(Statement::new("PRAGMA foreign_keys = OFF", Vec::new()));
        self.call(vec![off, Request::transaction(statements), Request::Close]).await.map(drop)
    }

    /// Sends requests on a stream of their own. The outcome is that of the last but one.
    async fn call(&self, requests: Vec<Request>) -> Result<Rows, SqlError> {
        let body = wire::body(requests).map_err(|error| unreachable(&error))?;
        let patience = Instant::now() + PATIENCE;
        loop {
            let failure = match self.client.call(body.clone(), ANSWER).await {
                Ok(answer) => match wire::outcome(&answer).map_err(|error| unreachable(&error))? {
                    Outcome::Rows(rows) => return Ok(rows),
                    Outcome::Refused(message) => return Err(SqlError::Statement(message)),
                    Outcome::Busy => SqlError::Unreachable("other writes keep this one out".to_owned()),
                },
                Err(error) if error.is_turned_away() => unreachable(&error),
                Err(error) => return Err(unreachable(&error)),
            };
            if Instant::now() > patience {
                return Err(failure);
            }
            sleep(PAUSE).await;
        }
    }
}

impl Sql for Remote {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        Box::pin(self.call(vec![Request::execute(Statement::new(statement, parameters)), Request::Close]))
    }
}

impl Transaction for Remote {
    fn transaction<'a>(&'a self, statements: Vec<Statement>) -> BoxFuture<'a, Result<(), SqlError>> {
        Box::pin(async move { self.call(vec![Request::transaction(statements), Request::Close]).await.map(drop) })
    }
}

fn unreachable(error: &dyn std::error::Error) -> SqlError {
    SqlError::Unreachable(client::with_causes(error))
}
