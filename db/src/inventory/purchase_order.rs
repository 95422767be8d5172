//! The command that orders pieces from a supplier.

use outpost_domain::ids::{PurchaseOrderId, Sku};
use outpost_domain::inventory::{DocumentNumber, LocationCode};
use serde::Serialize;

use super::refusal::{InventoryRefusal, typed};
use crate::command::{Sender, begin, send, to_json};
use crate::sql::{Sql, Value};

const CREATE_PURCHASE_ORDER: &str = include_str!("../../queries/inventory/create_purchase_order.sql");

/// Pieces are ordered from a supplier.
#[derive(Clone, Debug)]
pub struct CreatePurchaseOrder {
    /// Made by the caller; the command's id as well.
    pub id: PurchaseOrderId,
    /// Who sends it.
    pub sender: Sender,
    /// From whom, by name; a new name is a new supplier.
    pub supplier: String,
    /// Where they are delivered.
    pub location: LocationCode,
    /// When they are expected, in seconds since 1970.
    pub expected_at: i64,
    /// What was ordered, a SKU once only.
    pub lines: Vec<PurchaseLine>,
}

/// Pieces of one variant to be delivered.
#[derive(Clone, Debug, Serialize)]
pub struct PurchaseLine {
    /// Which variant.
    pub sku: Sku,
    /// Pieces.
    pub quantity: i64,
}

/// Orders pieces. What is sold ahead from now on is promised for their date.
pub async fn create_purchase_order(primary: &dyn Sql, command: &CreatePurchaseOrder) -> Result<(), InventoryRefusal> {
    let CreatePurchaseOrder { id, sender, supplier, location, expected_at, lines } = command;
    let wish = (supplier, location, expected_at, lines);
    let mut parameters = begin(id, "create_purchase_order", &wish, sender)?;
    parameters.extend([
        Value::from(DocumentNumber::of_purchase_order(id.uuid()).as_str()),
        Value::from(supplier.as_str()),
        Value::from(location.as_str()),
        Value::from(*expected_at),
        Value::from(to_json("lines", lines)?),
    ]);
    send(primary, CREATE_PURCHASE_ORDER, parameters, typed).await
}
