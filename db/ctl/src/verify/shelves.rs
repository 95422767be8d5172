//! Shelves as stored against shelves as the stored candidates give them now.

use std::collections::BTreeMap;

use libsql::Connection;
use outpost_db::native::Database;
use outpost_domain::market::Market;
use outpost_seed::shelves::{Shelf, Shelves};

use super::{Finding, OFFENDERS_SHOWN, VerifyError};

const SHELVES: &str = include_str!("../../../queries/verify/shelves.sql");
const ORDERS: &str = include_str!("../../../queries/verify/shelf_orders.sql");

/// Parts of shelves by name: bytes that must be as they are due.
type Parts = BTreeMap<String, Vec<u8>>;

/// Makes each market's shelves anew and compares.
pub async fn verify(database: &Database) -> Result<Finding, VerifyError> {
    let connection = database.hold().await;
    let mut offenders = Vec::new();
    for market in Market::ALL {
        let due: Parts = Shelves::read(&connection, market).await?.iter().flat_map(parts).collect();
        let stored = stored(&connection, market).await?;
        let missing = due.keys().filter(|part| !stored.contains_key(*part)).map(|part| ("missing", part));
        let wrong =
            stored.iter().filter(|(part, bytes)| due.get(*part) != Some(bytes)).map(|(part, _)| ("wrong", part));
        offenders.extend(missing.chain(wrong).map(|(what, part)| format!("{}: {what}: {part}", market.code())));
    }
    offenders.truncate(OFFENDERS_SHOWN + 1);
    Ok(Finding { invariant: "shelves hold the products of their categories", offenders })
}

fn parts(shelf: Shelf) -> Vec<(String, Vec<u8>)> {
    let category = shelf.category;
    let orders = shelf.orders.into_iter().map(|(sort, places)| (format!("category {category}, {sort}"), places));
    let mut parts: Vec<_> = orders.collect();
    parts.extend([
        (format!("category {category}, ranks"), shelf.ranks),
        (format!("category {category}, tags"), shelf.tags.into_bytes()),
        (format!("category {category}, sets"), shelf.sets),
    ]);
    parts
}

async fn stored(connection: &Connection, market: Market) -> Result<Parts, VerifyError> {
    let mut parts = Parts::new();
    let mut rows = connection.query(SHELVES, [market.code()]).await?;
    while let Some(row) = rows.next().await? {
        let category: i64 = row.get(0)?;
        parts.insert(format!("category {category}, ranks"), row.get(1)?);
        parts.insert(format!("category {category}, tags"), row.get::<String>(2)?.into_bytes());
        parts.insert(format!("category {category}, sets"), row.get(3)?);
    }
    let mut rows = connection.query(ORDERS, [market.code()]).await?;
    while let Some(row) = rows.next().await? {
        let (category, sort): (i64, String) = (row.get(0)?, row.get(1)?);
        parts.insert(format!("category {category}, {sort}"), row.get(2)?);
    }
    Ok(parts)
}
