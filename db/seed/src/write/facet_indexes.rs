//! Stores the facet and sort indexes of each category and market.

use libsql::{Connection, Value};
use outpost_domain::market::Market;

use crate::SeedError;
use crate::projection::facet_index::MarketProducts;

use super::statement::{Insert, insert_into, integer, text};

/// Derives them from the search projections that are stored.
pub async fn write(connection: &Connection) -> Result<(), SeedError> {
    let facet_index_insert = Insert::prepare(connection, insert_into!("facet_index")).await?;
    let sort_index_insert = Insert::prepare(connection, insert_into!("sort_index")).await?;
    for market in Market::ALL {
        for index in MarketProducts::read(connection, market).await?.facet_indexes() {
            let key = || [integer(index.category), text(market.code())];
            let [category, code] = key();
            let columns = [
                category,
                code,
                Value::Blob(index.ranks.clone()),
                text(&index.facet_ids),
                Value::Blob(index.bitsets.clone()),
            ];
            facet_index_insert.run(columns).await?;
            for (sort, ordinals) in &index.sorted {
                let [category, code] = key();
                sort_index_insert.run([category, code, text(sort.code()), Value::Blob(ordinals.clone())]).await?;
            }
        }
    }
    Ok(())
}
