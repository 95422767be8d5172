//! A deterministic generator of a believable catalogue: the same size gives the same rows, byte by byte.
//!
//! [`load`] fills a migrated, empty database. Words stand in `content/`, drawings in `art/`, statements in
//! `db/queries/seed`; `outpost_db::projection` derives the rest.

pub mod catalogue;
pub mod content;
pub mod markets;
pub mod picture;
pub mod product;
mod random;
mod write;

use outpost_db::native::Database;
use outpost_db::sql::{Sql, SqlError};

use crate::catalogue::Catalogue;

pub use write::Progress;

/// When a catalogue opens unless told otherwise: 1 November 2026, 00:00 UTC.
pub const OPENED_AT: i64 = 1_793_491_200;

const PRODUCTS: &str = include_str!("../../queries/seed/products.sql");

/// Why there is no catalogue.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A hand-written file is wrong.
    #[error("{file}: {cause}")]
    Content {
        /// Which one.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Names would repeat, or there is nothing to do.
    #[error("a catalogue has from 1 to {most} products")]
    Size {
        /// The most that have names of their own.
        most: usize,
    },
    /// The database has another catalogue.
    #[error("the database already holds {found} products: seed an empty one")]
    Occupied {
        /// How many products are there.
        found: i64,
    },
    /// The database did not take it.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// The database did not take it.
    #[error("while filling the database: {0}")]
    Storage(#[from] libsql::Error),
    /// The generator ended before the catalogue was complete.
    #[error("the generator stopped early")]
    Stopped,
}

/// What [`load`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loaded {
    /// The catalogue was made.
    Made,
    /// A catalogue of that size was there already and was left alone.
    Kept,
}

/// Fills `database`, which must be migrated, with a catalogue of `products` that opened at [`OPENED_AT`].
///
/// A database that holds a catalogue of that size is left alone; one of another size is refused.
pub async fn load(database: &Database, products: usize) -> Result<Loaded, SeedError> {
    load_watched(database, products, OPENED_AT, &mut |_| {}).await
}

/// As [`load`], for a catalogue that opens at `opened_at` (seconds since 1970), and reports to `watch` how far it is.
pub async fn load_watched(
    database: &Database,
    products: usize,
    opened_at: i64,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<Loaded, SeedError> {
    if is_there(database, products).await? {
        return Ok(Loaded::Kept);
    }
    let catalogue = Catalogue::plan(products, opened_at)?;
    write::fill(database, catalogue, watch).await?;
    Ok(Loaded::Made)
}

/// Whether a migrated database holds a catalogue of that size. One that holds another is refused.
pub async fn is_there(database: &dyn Sql, products: usize) -> Result<bool, SeedError> {
    let found: i64 = database.query(PRODUCTS, Vec::new()).await?.single()?;
    if found == 0 || found == products as i64 { Ok(found > 0) } else { Err(SeedError::Occupied { found }) }
}
