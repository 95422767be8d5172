//! The commands of a stock-take: it is opened, counts are recorded, the differences are approved.

use outpost_domain::ids::{CommandId, Sku, StockTakeId};
use outpost_domain::inventory::LocationCode;
use serde::Serialize;

use super::refusal::{InventoryRefusal, typed};
use crate::command::{Sender, begin, send, to_json};
use crate::sql::{Sql, Value};

const OPEN_STOCK_TAKE: &str = include_str!("../../queries/inventory/open_stock_take.sql");
const RECORD_STOCK_TAKE: &str = include_str!("../../queries/inventory/record_stock_take.sql");
const APPROVE_STOCK_TAKE: &str = include_str!("../../queries/inventory/approve_stock_take.sql");

/// A count of what lies at a location begins.
#[derive(Clone, Debug)]
pub struct OpenStockTake {
    /// Made by the caller; the command's id as well.
    pub id: StockTakeId,
    /// Who sends it.
    pub sender: Sender,
    /// What people call it.
    pub name: String,
    /// Where it takes place.
    pub location: LocationCode,
}

/// What was counted.
#[derive(Clone, Debug)]
pub struct RecordStockTake {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Which stock-take.
    pub stock_take_id: StockTakeId,
    /// The counts, a SKU once only.
    pub lines: Vec<CountedLine>,
}

/// What was counted of one variant.
#[derive(Clone, Debug, Serialize)]
pub struct CountedLine {
    /// Which variant.
    pub sku: Sku,
    /// Pieces that lie there.
    pub counted: i64,
    /// The count that was seen before, if any; refused if somebody else has counted otherwise.
    pub seen: Option<i64>,
}

/// The differences are booked.
#[derive(Clone, Debug)]
pub struct ApproveStockTake {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Which stock-take.
    pub stock_take_id: StockTakeId,
    /// The version whose differences were seen; refused if more was counted by now.
    pub version: i64,
}

/// Opens a stock-take.
pub async fn open_stock_take(primary: &dyn Sql, command: &OpenStockTake) -> Result<(), InventoryRefusal> {
    let OpenStockTake { id, sender, name, location } = command;
    let mut parameters = begin(id, "open_stock_take", &(name, location), sender)?;
    parameters.extend([Value::from(name.as_str()), Value::from(location.as_str())]);
    send(primary, OPEN_STOCK_TAKE, parameters, typed).await
}

/// Records counts, each with the level of that moment, so that later movements do not spoil the difference.
pub async fn record_stock_take(primary: &dyn Sql, command: &RecordStockTake) -> Result<(), InventoryRefusal> {
    let RecordStockTake { id, sender, stock_take_id, lines } = command;
    let mut parameters = begin(id, "record_stock_take", &(stock_take_id, lines), sender)?;
    parameters.extend([Value::from(stock_take_id.to_string()), Value::from(to_json("lines", lines)?)]);
    send(primary, RECORD_STOCK_TAKE, parameters, typed).await
}

/// Books the differences of a stock-take, once.
pub async fn approve_stock_take(primary: &dyn Sql, command: &ApproveStockTake) -> Result<(), InventoryRefusal> {
    let ApproveStockTake { id, sender, stock_take_id, version } = command;
    let mut parameters = begin(id, "approve_stock_take", &(stock_take_id, version), sender)?;
    parameters.extend([Value::from(stock_take_id.to_string()), Value::from(*version)]);
    send(primary, APPROVE_STOCK_TAKE, parameters, typed).await
}
