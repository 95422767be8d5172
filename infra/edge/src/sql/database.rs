//! What stands behind a label: a file of this process, a database over HTTP, or a replica beside the edge.

use super::error::SqlError;
use super::file::{Durability, File, FileConnection};
use super::limits::SqlLimits;
use super::remote::Remote;
use super::replica::Replica;
use super::server_replica::ServerReplica;
use super::statement::{Outcome, Statement};
use super::verb::may_read;
use std::path::Path;
use std::sync::Arc;

/// A database for the life of the host.
pub enum Database {
    /// A file that this process alone writes.
    File(Arc<File>),
    /// A libSQL server.
    Remote(Arc<Remote>),
    /// A libSQL server beside the edge that follows the primary, for reading.
    ServerReplica(Arc<ServerReplica>),
    /// An embedded replica of a libSQL server's database, for reading.
    Replica(Arc<Replica>),
}

impl Database {
    /// Opens or creates a file, see [`File::open`].
    pub fn open(path: &Path, durability: Durability, limits: SqlLimits, setup: &[&str]) -> Result<Arc<Self>, SqlError> {
        Ok(Arc::new(Self::File(File::open(path, durability, limits, setup)?)))
    }

    /// A guest's view of this database.
    pub fn connect(self: &Arc<Self>) -> Connection {
        let way = match &**self {
            Self::File(file) => Way::File(file.connect()),
            Self::Remote(remote) => Way::Remote(Arc::clone(remote)),
            Self::ServerReplica(replica) => Way::Remote(Arc::clone(replica.server())),
            Self::Replica(replica) => Way::Replica(Arc::clone(replica)),
        };
        Connection { way, changes: 0, last_insert_rowid: 0 }
    }

    /// Runs one statement outside of any transaction.
    pub async fn run(self: &Arc<Self>, statement: Statement) -> Result<Outcome, SqlError> {
        self.connect().run(statement).await
    }
}

/// What a guest holds: it remembers its own last write and, with a file, its open transaction.
pub struct Connection {
    way: Way,
    changes: u64,
    last_insert_rowid: i64,
}

enum Way {
    File(FileConnection),
    Remote(Arc<Remote>),
    Replica(Arc<Replica>),
}

impl Connection {
    /// Rows changed by this connection's newest write.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Row id of this connection's newest INSERT.
    pub fn last_insert_rowid(&self) -> i64 {
        self.last_insert_rowid
    }

    /// Runs one statement; see [`SqlError`] for what can go wrong.
    pub async fn run(&mut self, statement: Statement) -> Result<Outcome, SqlError> {
        let writes = !may_read(&statement.sql);
        let outcome = match &mut self.way {
            Way::File(connection) => connection.run(statement).await?,
            Way::Remote(remote) => remote.run(statement).await?,
            Way::Replica(replica) => replica.run(statement).await?,
        };
        // A statement with WITH may turn out to be a write.
        if writes || outcome.changes > 0 {
            self.changes = outcome.changes;
            self.last_insert_rowid = outcome.last_insert_rowid;
        }
        Ok(outcome)
    }
}
