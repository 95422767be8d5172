//! Purchase orders as they are read.

use outpost_domain::ids::{PurchaseOrderId, Sku};
use outpost_domain::inventory::{DocumentNumber, LocationCode};
use outpost_domain::market::Locale;
use serde::Deserialize;

use crate::list::Page;
use crate::sql::{Row, Sql, SqlError, Value};

const PURCHASE_ORDERS: &str = include_str!("../../queries/inventory/purchase_orders.sql");
const PURCHASE_ORDER: &str = include_str!("../../queries/inventory/purchase_order.sql");

/// Which purchase orders are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PurchaseOrderFilter {
    /// Those with pieces to come, by expected date.
    #[default]
    Open,
    /// Those that are closed, the last one first.
    Closed,
}

/// A purchase order in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseOrderRow {
    /// Its number.
    pub number: DocumentNumber,
    /// From whom.
    pub supplier: String,
    /// Where to.
    pub location: LocationCode,
    /// When its pieces are expected, in seconds since 1970.
    pub expected_at: i64,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// Pieces ordered.
    pub quantity: i64,
    /// Pieces received.
    pub received: i64,
    /// Pieces to come.
    pub incoming: i64,
}

/// A purchase order, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseOrder {
    /// Its id.
    pub id: PurchaseOrderId,
    /// Its number.
    pub number: DocumentNumber,
    /// From whom.
    pub supplier: String,
    /// Where to.
    pub location: LocationCode,
    /// That location's name.
    pub location_name: String,
    /// When its pieces are expected, in seconds since 1970.
    pub expected_at: i64,
    /// When it was created.
    pub created_at: i64,
    /// When it was closed.
    pub closed_at: Option<i64>,
    /// What was ordered.
    pub lines: Vec<PurchaseOrderLine>,
}

/// A line of a purchase order, in pieces.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the fields are the columns of purchase_order_line")]
pub struct PurchaseOrderLine {
    pub sku: Sku,
    pub title: String,
    pub options: String,
    pub quantity: i64,
    pub received: i64,
    pub incoming: i64,
}

/// A page of purchase orders, `after` one of that time (expected or closed) and number.
pub async fn purchase_orders(
    sql: &dyn Sql,
    filter: PurchaseOrderFilter,
    after: Option<(i64, DocumentNumber)>,
) -> Result<Page<PurchaseOrderRow>, SqlError> {
    let (code, first) = match filter {
        PurchaseOrderFilter::Open => ("open", 0),
        PurchaseOrderFilter::Closed => ("closed", i64::MAX),
    };
    let (time, number) = after.map_or((first, String::new()), |(time, number)| (time, number.into()));
    let parameters = vec![Value::from(code), Value::from(time), Value::from(number)];
    Page::read(sql.query(PURCHASE_ORDERS, parameters).await?, read)
}

/// A purchase order by its number, if there is one.
pub async fn purchase_order(
    sql: &dyn Sql,
    number: &DocumentNumber,
    locale: Locale,
) -> Result<Option<PurchaseOrder>, SqlError> {
    let parameters = vec![Value::from(number.as_str()), Value::from(locale.code())];
    let Some(mut row) = sql.query(PURCHASE_ORDER, parameters).await?.into_first() else { return Ok(None) };
    Ok(Some(PurchaseOrder {
        id: row.parse("id", "a purchase order's id")?,
        number: row.parse("number", "a purchase order's number")?,
        supplier: row.text("supplier")?,
        location: row.parse("location_code", "a location's code")?,
        location_name: row.text("location_name")?,
        expected_at: row.integer("expected_at")?,
        created_at: row.integer("created_at")?,
        closed_at: row.get("closed_at")?,
        lines: row.json("lines")?,
    }))
}

fn read(mut row: Row) -> Result<PurchaseOrderRow, SqlError> {
    Ok(PurchaseOrderRow {
        number: row.parse("number", "a purchase order's number")?,
        supplier: row.text("supplier")?,
        location: row.parse("location_code", "a location's code")?,
        expected_at: row.integer("expected_at")?,
        closed_at: row.get("closed_at")?,
        quantity: row.integer("quantity")?,
        received: row.integer("received")?,
        incoming: row.integer("incoming")?,
    })
}
