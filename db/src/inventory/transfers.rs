//! Transfers as they are read.

use outpost_domain::ids::{Sku, TransferId};
use outpost_domain::inventory::{DocumentNumber, LocationCode};
use outpost_domain::market::Locale;
use serde::Deserialize;

use crate::list::Page;
use crate::sql::{Row, Sql, SqlError, Value};

const TRANSFERS: &str = include_str!("../../queries/inventory/transfers.sql");
const TRANSFER: &str = include_str!("../../queries/inventory/transfer.sql");

/// A transfer in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferRow {
    /// Its number.
    pub number: DocumentNumber,
    /// Where from.
    pub from: LocationCode,
    /// Where to.
    pub to: LocationCode,
    /// When it was sent, in seconds since 1970.
    pub sent_at: i64,
    /// When it was received.
    pub received_at: Option<i64>,
    /// Pieces sent.
    pub quantity: i64,
    /// Pieces received; `None` in transit.
    pub received: Option<i64>,
}

/// A transfer, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Its id.
    pub id: TransferId,
    /// Its number.
    pub number: DocumentNumber,
    /// Where from.
    pub from: LocationCode,
    /// Where to.
    pub to: LocationCode,
    /// When it was sent, in seconds since 1970.
    pub sent_at: i64,
    /// When it was received.
    pub received_at: Option<i64>,
    /// What was sent.
    pub lines: Vec<TransferLine>,
}

/// A line of a transfer, in pieces.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[allow(missing_docs, reason = "the fields are the columns of transfer_line")]
pub struct TransferLine {
    pub sku: Sku,
    pub title: String,
    pub options: String,
    pub quantity: i64,
    pub received: Option<i64>,
}

/// A page of transfers, the newest first, `before` one of that time and number.
pub async fn transfers(sql: &dyn Sql, before: Option<(i64, DocumentNumber)>) -> Result<Page<TransferRow>, SqlError> {
    let (time, number) = before.map_or((i64::MAX, String::new()), |(time, number)| (time, number.into()));
    Page::read(sql.query(TRANSFERS, vec![Value::from(time), Value::from(number)]).await?, read)
}

/// A transfer by its number, if there is one.
pub async fn transfer(sql: &dyn Sql, number: &DocumentNumber, locale: Locale) -> Result<Option<Transfer>, SqlError> {
    let parameters = vec![Value::from(number.as_str()), Value::from(locale.code())];
    let Some(mut row) = sql.query(TRANSFER, parameters).await?.into_first() else { return Ok(None) };
    Ok(Some(Transfer {
        id: row.parse("id", "a transfer's id")?,
        number: row.parse("number", "a transfer's number")?,
        from: row.parse("from_code", "a location's code")?,
        to: row.parse("to_code", "a location's code")?,
        sent_at: row.integer("sent_at")?,
        received_at: row.get("received_at")?,
        lines: row.json("lines")?,
    }))
}

fn read(mut row: Row) -> Result<TransferRow, SqlError> {
    Ok(TransferRow {
        number: row.parse("number", "a transfer's number")?,
        from: row.parse("from_code", "a location's code")?,
        to: row.parse("to_code", "a location's code")?,
        sent_at: row.integer("sent_at")?,
        received_at: row.get("received_at")?,
        quantity: row.integer("quantity")?,
        received: row.get("received")?,
    })
}
