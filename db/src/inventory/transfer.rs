//! The commands that move pieces from one location to another.

use outpost_domain::ids::{CommandId, Sku, TransferId};
use outpost_domain::inventory::{DocumentNumber, LocationCode};
use serde::Serialize;

use super::refusal::{InventoryRefusal, typed};
use crate::command::{Sender, begin, send, to_json};
use crate::sql::{Sql, Value};

const SEND_TRANSFER: &str = include_str!("../../queries/inventory/send_transfer.sql");
const RECEIVE_TRANSFER: &str = include_str!("../../queries/inventory/receive_transfer.sql");

/// Pieces leave one location for another.
#[derive(Clone, Debug)]
pub struct SendTransfer {
    /// Made by the caller; the command's id as well.
    pub id: TransferId,
    /// Who sends it.
    pub sender: Sender,
    /// Where the pieces lie.
    pub from: LocationCode,
    /// Where they go.
    pub to: LocationCode,
    /// What goes, a SKU once only.
    pub lines: Vec<TransferredLine>,
    /// Anything else worth knowing; may be empty.
    pub note: String,
}

/// Pieces of one variant that leave or arrive.
#[derive(Clone, Debug, Serialize)]
pub struct TransferredLine {
    /// Which variant.
    pub sku: Sku,
    /// Pieces.
    pub quantity: i64,
}

/// What was in transit arrives.
#[derive(Clone, Debug)]
pub struct ReceiveTransfer {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Which transfer.
    pub transfer_id: TransferId,
    /// What arrived, every SKU of the transfer once. What is missing was lost on the way.
    pub lines: Vec<TransferredLine>,
}

/// Sends pieces to another location. What is promised at the first stays there.
pub async fn send_transfer(primary: &dyn Sql, command: &SendTransfer) -> Result<(), InventoryRefusal> {
    let SendTransfer { id, sender, from, to, lines, note } = command;
    let mut parameters = begin(id, "send_transfer", &(from, to, lines, note), sender)?;
    parameters.extend([
        Value::from(DocumentNumber::of_transfer(id.uuid()).as_str()),
        Value::from(from.as_str()),
        Value::from(to.as_str()),
        Value::from(to_json("lines", lines)?),
        Value::from(note.as_str()),
    ]);
    send(primary, SEND_TRANSFER, parameters, typed).await
}

/// Receives a transfer, once.
pub async fn receive_transfer(primary: &dyn Sql, command: &ReceiveTransfer) -> Result<(), InventoryRefusal> {
    let ReceiveTransfer { id, sender, transfer_id, lines } = command;
    let mut parameters = begin(id, "receive_transfer", &(transfer_id, lines), sender)?;
    parameters.extend([Value::from(transfer_id.to_string()), Value::from(to_json("lines", lines)?)]);
    send(primary, RECEIVE_TRANSFER, parameters, typed).await
}
