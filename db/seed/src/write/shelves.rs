//! Fills the shelves of each category and market.

use libsql::{Connection, Value};
use outpost_domain::market::Market;

use crate::SeedError;
use crate::shelves::Shelves;

use super::statement::{Insert, insert_into, integer, text};

/// Fills them from the candidates that are stored.
pub async fn write(connection: &Connection) -> Result<(), SeedError> {
    let shelf_insert = Insert::prepare(connection, insert_into!("shelf")).await?;
    let order_insert = Insert::prepare(connection, insert_into!("shelf_order")).await?;
    for market in Market::ALL {
        for shelf in Shelves::read(connection, market).await?.iter() {
            let place = || [integer(shelf.category), text(market.code())];
            let [category, code] = place();
            let columns =
                [category, code, Value::Blob(shelf.ranks.clone()), text(&shelf.tags), Value::Blob(shelf.sets.clone())];
            shelf_insert.run(columns).await?;
            for (sort, places) in &shelf.orders {
                let [category, code] = place();
                order_insert.run([category, code, text(sort.code()), Value::Blob(places.clone())]).await?;
            }
        }
    }
    Ok(())
}
