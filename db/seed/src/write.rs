//! Fills a database: one thread makes products, another stores them, all in one transaction.

mod base;
mod bulk;
mod products;
mod projections;
mod statement;

use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use libsql::Connection;
use outpost_db::native::Database;

use crate::SeedError;
use crate::catalogue::Catalogue;
use crate::product::{Product, Products};

/// Products that travel from one thread to the other at a time.
const BATCH: usize = 250;
const STOCK_STATE: &str = include_str!("../../queries/projection/stock_state.sql");
const VARIANT_STOCK_STATE: &str = include_str!("../../queries/projection/variant_stock_state.sql");
const CATEGORY_MEDIA: &str = include_str!("../../queries/projection/category_media.sql");
const BUMP_VERSION: &str = include_str!("../../queries/projection/bump_version.sql");

/// How far filling is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// That many products are stored.
    Products(usize),
    /// The projections of that many products are stored.
    Derived(usize),
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
    let settings = bulk::speed_up(&connection).await?;
    connection.execute_batch("BEGIN IMMEDIATE").await?;
    let filled = fill_tables(&connection, catalogue, watch).await;
    let ended = connection.execute_batch(if filled.is_ok() { "COMMIT" } else { "ROLLBACK" }).await;
    bulk::restore_settings(&connection, settings).await?;
    filled?;
    ended?;
    Ok(())
}

async fn fill_tables(
    connection: &Connection,
    catalogue: Catalogue,
    watch: &mut (dyn FnMut(Progress) + Send),
) -> Result<(), SeedError> {
    let dropped = bulk::drop_objects(connection).await?;
    let catalogue = Arc::new(catalogue);
    base::write(connection, &catalogue).await?;
    write_products(connection, &catalogue, watch).await?;
    bulk::restore_indexes(connection, &dropped).await?;
    for badges in [STOCK_STATE, VARIANT_STOCK_STATE] {
        connection.execute(badges, ()).await?;
    }
    projections::write(connection, watch).await?;
    watch(Progress::Finishing);
    connection.execute(CATEGORY_MEDIA, ()).await?;
    bulk::restore_triggers(connection, &dropped).await?;
    connection.execute(BUMP_VERSION, ()).await?;
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
            // The receiver is gone after an error, which it reports itself.
            if batch.is_empty() || sender.send(batch).is_err() {
                break;
            }
        }
    });
    let statements = products::Statements::prepare(connection).await?;
    let mut stored = 0;
    while let Ok(batch) = receiver.recv() {
        for product in &batch {
            statements.write(product, catalogue.opened_at).await?;
        }
        stored += batch.len();
        watch(Progress::Products(stored));
    }
    if maker.join().is_err() || stored != catalogue.products { Err(SeedError::Stopped) } else { Ok(()) }
}
