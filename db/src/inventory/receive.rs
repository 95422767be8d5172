//! The command that books what a supplier delivered.

use outpost_domain::ids::{CommandId, PurchaseOrderId, Sku};
use serde::Serialize;

use super::refusal::{InventoryRefusal, typed};
use crate::command::{Sender, begin, send, to_json};
use crate::sql::{Sql, Value};

const RECEIVE_PURCHASE_ORDER: &str = include_str!("../../queries/inventory/receive_purchase_order.sql");

/// Pieces of a purchase order arrive, all or some of them.
#[derive(Clone, Debug)]
pub struct ReceivePurchaseOrder {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Which purchase order.
    pub purchase_order_id: PurchaseOrderId,
    /// What arrived; lines that are not named had nothing in this delivery.
    pub lines: Vec<ReceivedLine>,
    /// Whether nothing more is to come, whatever is missing.
    pub close: bool,
}

/// Pieces of one line that arrive now.
#[derive(Clone, Debug, Serialize)]
pub struct ReceivedLine {
    /// Which line.
    pub sku: Sku,
    /// Pieces that arrive now.
    pub quantity: i64,
    /// Pieces received so far, as was seen; refused if they are others by now.
    pub seen: i64,
}

/// Books a delivery. Orders that wait for its pieces come first.
pub async fn receive_purchase_order(primary: &dyn Sql, command: &ReceivePurchaseOrder) -> Result<(), InventoryRefusal> {
    let ReceivePurchaseOrder { id, sender, purchase_order_id, lines, close } = command;
    let mut parameters = begin(id, "receive_purchase_order", &(purchase_order_id, lines, close), sender)?;
    parameters.extend([
        Value::from(purchase_order_id.to_string()),
        Value::from(to_json("lines", lines)?),
        Value::from(i64::from(*close)),
    ]);
    send(primary, RECEIVE_PURCHASE_ORDER, parameters, typed).await
}
