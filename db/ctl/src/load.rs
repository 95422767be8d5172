//! Fills a server's empty database with the rows of a local file, in transactions that other writers hardly notice.
//!
//! Triggers are set aside meanwhile, so that no row is derived twice and no command is taken. A mark in the database
//! tells of a load that did not end.

mod batch;
mod table;

use outpost_db::hrana::Remote;
use outpost_db::native::Database;
use outpost_db::sql::{Sql, SqlError};
use outpost_db::transaction::{Statement, Transaction};

use batch::Batch;
use table::{Table, Trigger};

const OCCUPIED: &str = include_str!("../queries/load/occupied.sql");
const UNFINISHED: &str = include_str!("../queries/load/unfinished.sql");
const MARK: &str = include_str!("../queries/load/mark.sql");
const UNMARK: &str = include_str!("../queries/load/unmark.sql");

/// Why a database was not filled.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It holds a shop.
    #[error("the database holds a shop already: start the server with an empty data folder")]
    Occupied,
    /// An earlier load did not end.
    #[error("an earlier load of this database did not end: start the server with an empty data folder")]
    Unfinished,
    /// A statement failed.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// The local file could not be read.
    #[error("while reading what is to be loaded: {0}")]
    Read(#[from] libsql::Error),
}

/// Refuses a server whose database is half filled.
pub async fn refuse_unfinished(server: &Remote) -> Result<(), LoadError> {
    if server.query(UNFINISHED, Vec::new()).await?.is_empty() { Ok(()) } else { Err(LoadError::Unfinished) }
}

/// Copies every row of `from` to `server`, whose database has the same schema and holds no shop yet. Tells `watch` how
/// many rows are there.
pub async fn load(from: &Database, server: &Remote, watch: &mut (dyn FnMut(usize) + Send)) -> Result<(), LoadError> {
    refuse_unfinished(server).await?;
    if !server.query(OCCUPIED, Vec::new()).await?.is_empty() {
        return Err(LoadError::Occupied);
    }
    let triggers = Trigger::all(from).await?;
    let mut first = vec![Statement::new(MARK, Vec::new())];
    first.extend(triggers.iter().map(Trigger::drop));
    server.transaction(first).await?;
    let mut stored = 0;
    for table in Table::all(from).await? {
        copy(&table, from, server, &mut |rows| {
            stored += rows;
            watch(stored);
        })
        .await?;
    }
    let mut last: Vec<Statement> = triggers.into_iter().map(Trigger::create).collect();
    last.push(Statement::new(UNMARK, Vec::new()));
    Ok(server.transaction(last).await?)
}

async fn copy(
    table: &Table,
    from: &Database,
    server: &Remote,
    watch: &mut (dyn FnMut(usize) + Send),
) -> Result<(), LoadError> {
    let connection = from.hold().await;
    let mut rows = connection.query(&table.select(), ()).await?;
    let mut batch = Batch::new(table);
    while let Some(row) = rows.next().await? {
        batch.add(&row)?;
        if batch.is_full() {
            let full = std::mem::replace(&mut batch, Batch::new(table));
            watch(full.len());
            server.load(full.into_statements()).await?;
        }
    }
    watch(batch.len());
    if batch.len() > 0 {
        server.load(batch.into_statements()).await?;
    }
    Ok(())
}
