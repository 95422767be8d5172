//! Products as editors see them.

use outpost_domain::catalogue::ProductDraft;

use crate::command::to_json;
use crate::sql::{Row, Rows, Sql, SqlError, Value};

const DRAFTS: &str = include_str!("../../queries/catalogue/drafts.sql");
const IDS_BY_SLUG: &str = include_str!("../../queries/catalogue/ids_by_slug.sql");
const IDS_AFTER: &str = include_str!("../../queries/catalogue/ids_after.sql");

/// A product that is stored, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProduct {
    /// Its number.
    pub id: i64,
    /// Rises with every edit.
    pub version: i64,
    /// What it is.
    pub draft: ProductDraft,
}

/// A product by its number, if there is one. One statement.
pub async fn product(sql: &dyn Sql, id: i64) -> Result<Option<StoredProduct>, SqlError> {
    Ok(products(sql, &[id]).await?.pop())
}

/// Products by their numbers, in that order, without those that are not there. One statement.
pub async fn products(sql: &dyn Sql, ids: &[i64]) -> Result<Vec<StoredProduct>, SqlError> {
    sql.query(DRAFTS, vec![Value::from(to_json("ids", &ids)?)]).await?.into_iter().map(read).collect()
}

/// Products by their slugs. Two statements.
pub async fn products_by_slug(sql: &dyn Sql, slugs: &[&str]) -> Result<Vec<StoredProduct>, SqlError> {
    let ids = sql.query(IDS_BY_SLUG, vec![Value::from(to_json("slugs", &slugs)?)]).await?;
    products(sql, &read_ids(ids)?).await
}

/// The next products behind a number, in order; none at the end. Two statements.
pub async fn products_after(sql: &dyn Sql, id: i64) -> Result<Vec<StoredProduct>, SqlError> {
    let ids = sql.query(IDS_AFTER, vec![Value::from(id)]).await?;
    products(sql, &read_ids(ids)?).await
}

fn read_ids(rows: Rows) -> Result<Vec<i64>, SqlError> {
    rows.into_iter().map(|mut row| row.integer("id")).collect()
}

fn read(mut row: Row) -> Result<StoredProduct, SqlError> {
    Ok(StoredProduct { id: row.integer("id")?, version: row.integer("version")?, draft: row.json("draft")? })
}
