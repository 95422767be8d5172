//! The commands that set a level right, and its limits.

use outpost_domain::ids::{CommandId, Sku};
use outpost_domain::inventory::{LocationCode, MovementReason};

use super::refusal::{InventoryRefusal, typed};
use crate::command::{Sender, begin, send};
use crate::sql::{Sql, Value};

const ADJUST_STOCK: &str = include_str!("../../queries/inventory/adjust_stock.sql");
const SET_STOCK_LIMITS: &str = include_str!("../../queries/inventory/set_stock_limits.sql");

/// What lies at a location is not what the level says.
#[derive(Clone, Debug)]
pub struct AdjustStock {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Which variant.
    pub sku: Sku,
    /// Where.
    pub location: LocationCode,
    /// Why.
    pub reason: MovementReason,
    /// The pieces on hand that were seen; refused if they are others by now.
    pub seen: i64,
    /// The pieces that lie there.
    pub counted: i64,
    /// Anything else worth knowing; may be empty.
    pub note: String,
}

/// New limits of a level.
#[derive(Clone, Debug)]
pub struct SetStockLimits {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Which variant.
    pub sku: Sku,
    /// Where.
    pub location: LocationCode,
    /// The safety stock and the backorder limit that were seen; refused if they are others by now.
    pub seen: (i64, i64),
    /// Pieces that are never sold.
    pub safety_stock: i64,
    /// Pieces that may be sold ahead of their arrival.
    pub backorder_limit: i64,
}

/// Sets a level to what was counted. What is promised to orders stays.
pub async fn adjust_stock(primary: &dyn Sql, command: &AdjustStock) -> Result<(), InventoryRefusal> {
    let AdjustStock { id, sender, sku, location, reason, seen, counted, note } = command;
    let wish = (sku, location, reason, seen, counted, note);
    let mut parameters = begin(id, "adjust_stock", &wish, sender)?;
    parameters.extend([
        Value::from(sku.as_str()),
        Value::from(location.as_str()),
        Value::from(reason.as_str()),
        Value::from(*seen),
        Value::from(*counted),
        Value::from(note.as_str()),
    ]);
    send(primary, ADJUST_STOCK, parameters, typed).await
}

/// Sets a level's limits. What was sold stays sold.
pub async fn set_stock_limits(primary: &dyn Sql, command: &SetStockLimits) -> Result<(), InventoryRefusal> {
    let SetStockLimits { id, sender, sku, location, seen, safety_stock, backorder_limit } = command;
    let wish = (sku, location, seen, safety_stock, backorder_limit);
    let mut parameters = begin(id, "set_stock_limits", &wish, sender)?;
    parameters.extend([
        Value::from(sku.as_str()),
        Value::from(location.as_str()),
        Value::from(seen.0),
        Value::from(seen.1),
        Value::from(*safety_stock),
        Value::from(*backorder_limit),
    ]);
    send(primary, SET_STOCK_LIMITS, parameters, typed).await
}
