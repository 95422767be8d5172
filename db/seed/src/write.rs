//! Fills a database: one thread makes products, another stores them, all in one transaction.

mod bulk;
mod goods;
mod index;
mod places;
mod shelves;
mod statement;

use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use libsql::Connection;
use outpost_db::native::Database;

use crate::SeedError;
use crate::catalogue::Catalogue;
use crate::product::{Product, Products};
use crate::upkeep;

/// Products that travel from one thread to the other at a time.
const BATCH: usize = 250;
const MOVE_VERSION: &str = include_str!("../../queries/catalogue/move_version.sql");

/// How far filling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// That many products are stored.
    Products(usize),
    /// Listings, categories, counts and badges are being derived.
    Deriving,
    /// The search index of that many of the three languages is done.
    Indexed(usize),
    /// Indexes are being built and everything is written out.
    Finishing,
}

/// Fills the empty, migrated `database`. On an error nothing stays behind.
pub async fn fill(
    database: &Database,
    catalogue: Catalogue,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), SeedError> {
    let connection = database.hold().await;
    let pace = bulk::hurry(&connection).await?;
    connection.execute_batch("BEGIN IMMEDIATE").await?;
    let filled = fill_tables(&connection, catalogue, watch).await;
    let ended = connection.execute_batch(if filled.is_ok() { "COMMIT" } else { "ROLLBACK" }).await;
    bulk::calm(&connection, pace).await?;
    filled?;
    ended?;
    Ok(())
}

async fn fill_tables(
    connection: &Connection,
    catalogue: Catalogue,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), SeedError> {
    let aside = bulk::set_aside(connection).await?;
    let catalogue = Arc::new(catalogue);
    places::write(connection, &catalogue).await?;
    write_products(connection, &catalogue, watch).await?;
    watch(Progress::Deriving);
    bulk::restore_indexes(connection, &aside).await?;
    for statement in upkeep::ALL {
        connection.execute(statement, ()).await?;
    }
    shelves::write(connection).await?;
    index::write(connection, watch).await?;
    watch(Progress::Finishing);
    bulk::restore_triggers(connection, &aside).await?;
    connection.execute(MOVE_VERSION, ()).await?;
    Ok(())
}

async fn write_products(
    connection: &Connection,
    catalogue: &Arc<Catalogue>,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), SeedError> {
    let (sender, receiver) = sync_channel::<Vec<Product>>(8);
    let making = Arc::clone(catalogue);
    let maker = thread::spawn(move || {
        let mut products = Products::new(&making);
        loop {
            let batch: Vec<Product> = products.by_ref().take(BATCH).collect();
            // Nobody listens any more after an error, which the listener reports.
            if batch.is_empty() || sender.send(batch).is_err() {
                break;
            }
        }
    });
    let goods = goods::Statements::prepare(connection).await?;
    let mut stored = 0;
    while let Ok(batch) = receiver.recv() {
        for product in &batch {
            goods.write(product, catalogue.opened_at).await?;
        }
        stored += batch.len();
        watch(Progress::Products(stored));
    }
    if maker.join().is_err() || stored != catalogue.products { Err(SeedError::Stopped) } else { Ok(()) }
}
