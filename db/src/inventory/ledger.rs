//! The ledger of a variant: every movement, with who made it and why.

use outpost_domain::ids::Sku;
use outpost_domain::inventory::{LocationCode, MovementReason};

use crate::list::Page;
use crate::sql::{Row, Sql, SqlError, Value};

const LEDGER: &str = include_str!("../../queries/inventory/ledger.sql");

/// Pieces that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Its place in the ledger; later ones are larger.
    pub id: i64,
    /// Where.
    pub location: LocationCode,
    /// How many came, or went where it is below 0.
    pub quantity: i64,
    /// What was on hand there afterwards.
    pub on_hand: i64,
    /// Why.
    pub reason: MovementReason,
    /// Who, as `kind:id`.
    pub principal: String,
    /// What it belongs to, e.g. `purchase_order:PO-7K2M-4ZQ1`.
    pub subject: Option<String>,
    /// The number of the order that it belongs to.
    pub order_number: Option<String>,
    /// Anything else that was said.
    pub note: String,
    /// When, in seconds since 1970.
    pub moved_at: i64,
}

/// Movements of a variant, the newest first, `before` that one.
pub async fn ledger(sql: &dyn Sql, sku: &Sku, before: Option<i64>) -> Result<Page<Movement>, SqlError> {
    let parameters = vec![Value::from(sku.as_str()), Value::from(before.unwrap_or(i64::MAX))];
    Page::read(sql.query(LEDGER, parameters).await?, read)
}

fn read(mut row: Row) -> Result<Movement, SqlError> {
    Ok(Movement {
        id: row.integer("id")?,
        location: row.parse("location_code", "a location's code")?,
        quantity: row.integer("quantity")?,
        on_hand: row.integer("on_hand")?,
        reason: row.parse("reason", "a reason's code")?,
        principal: row.text("principal")?,
        subject: row.get("subject")?,
        order_number: row.get("order_number")?,
        note: row.text("note")?,
        moved_at: row.integer("moved_at")?,
    })
}
