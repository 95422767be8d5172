//! Facet and sort indexes as stored against those that the stored search projections give now.

use std::collections::BTreeMap;

use libsql::Connection;
use outpost_db::native::Database;
use outpost_domain::market::Market;
use outpost_seed::projection::facet_index::{FacetIndex, MarketProducts};

use super::{Finding, OFFENDERS_SHOWN, VerifyError};

const FACET_INDEXES: &str = include_str!("../../../queries/verify/facet_indexes.sql");
const SORT_INDEXES: &str = include_str!("../../../queries/verify/sort_indexes.sql");

/// Parts of indexes by name, as the bytes they must have.
type Parts = BTreeMap<String, Vec<u8>>;

/// Makes each market's indexes anew and compares.
pub async fn verify(database: &Database) -> Result<Finding, VerifyError> {
    let connection = database.hold().await;
    let mut offenders = Vec::new();
    for market in Market::ALL {
        let due: Parts = MarketProducts::read(&connection, market).await?.facet_indexes().flat_map(parts).collect();
        let stored = stored(&connection, market).await?;
        let missing = due.keys().filter(|part| !stored.contains_key(*part)).map(|part| ("missing", part));
        let wrong =
            stored.iter().filter(|(part, bytes)| due.get(*part) != Some(bytes)).map(|(part, _)| ("wrong", part));
        offenders.extend(missing.chain(wrong).map(|(what, part)| format!("{}: {what}: {part}", market.code())));
    }
    offenders.truncate(OFFENDERS_SHOWN + 1);
    Ok(Finding { invariant: "facet indexes hold the products of their categories", offenders })
}

fn parts(index: FacetIndex) -> Vec<(String, Vec<u8>)> {
    let category = index.category;
    let sorted = index.sorted.into_iter().map(|(sort, ordinals)| (format!("category {category}, {sort}"), ordinals));
    let mut parts: Vec<_> = sorted.collect();
    parts.extend([
        (format!("category {category}, ranks"), index.ranks),
        (format!("category {category}, facet ids"), index.facet_ids.into_bytes()),
        (format!("category {category}, bitsets"), index.bitsets),
    ]);
    parts
}

async fn stored(connection: &Connection, market: Market) -> Result<Parts, VerifyError> {
    let mut parts = Parts::new();
    let mut rows = connection.query(FACET_INDEXES, [market.code()]).await?;
    while let Some(row) = rows.next().await? {
        let category: i64 = row.get(0)?;
        parts.insert(format!("category {category}, ranks"), row.get(1)?);
        parts.insert(format!("category {category}, facet ids"), row.get::<String>(2)?.into_bytes());
        parts.insert(format!("category {category}, bitsets"), row.get(3)?);
    }
    let mut rows = connection.query(SORT_INDEXES, [market.code()]).await?;
    while let Some(row) = rows.next().await? {
        let (category, sort): (i64, String) = (row.get(0)?, row.get(1)?);
        parts.insert(format!("category {category}, {sort}"), row.get(2)?);
    }
    Ok(parts)
}
