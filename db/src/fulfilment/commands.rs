//! The commands that send and deliver parcels, and write notes.

use outpost_domain::ids::{CommandId, FulfilmentId, OrderId, Sku};
use serde::Deserialize;

use crate::command::{CommandRefusal, Refusal, Sender, begin, send, to_json};
use crate::sql::{Sql, SqlError, Value};

const SHIP_ORDER: &str = include_str!("../../queries/fulfilment/ship_order.sql");
const DELIVER_ORDER: &str = include_str!("../../queries/fulfilment/deliver_order.sql");
const ADD_ORDER_NOTE: &str = include_str!("../../queries/fulfilment/add_order_note.sql");

/// A parcel leaves.
#[derive(Clone, Debug)]
pub struct ShipOrder {
    /// Made by the caller; the command's id as well.
    pub id: FulfilmentId,
    /// Who sends it.
    pub sender: Sender,
    /// Of which order.
    pub order_id: OrderId,
    /// Of which of its delivery groups.
    pub group: u32,
    /// The numbers of its lines, each whole.
    pub lines: Vec<u32>,
    /// Who carries it; may be empty.
    pub carrier: String,
    /// The carrier's number for it; may be empty.
    pub tracking: String,
}

/// A parcel arrived.
#[derive(Clone, Debug)]
pub struct DeliverOrder {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// Which parcel.
    pub fulfilment_id: FulfilmentId,
}

/// Staff write something about an order.
#[derive(Clone, Debug)]
pub struct AddOrderNote {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// About which order.
    pub order_id: OrderId,
    /// 1 to 2,000 characters.
    pub text: String,
}

/// Why nothing was sent, delivered or written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FulfilmentRefusal {
    /// There is no such order or parcel.
    #[error("no such order or parcel")]
    NotFound,
    /// The order waits for its payment, or is over.
    #[error("the order is not open")]
    NotOpen,
    /// No lines, or lines that are not the group's.
    #[error("the lines do not fit")]
    BadLines,
    /// A line was sent before.
    #[error("a line was sent before")]
    AlreadyShipped,
    /// The parcel arrived before.
    #[error("the parcel arrived before")]
    AlreadyDelivered,
    /// Pieces of these lines have not arrived yet.
    #[error("{} lines are not on hand", .0.len())]
    NotOnHand(Vec<ShortLine>),
    /// What any command can be refused for.
    #[error(transparent)]
    Command(#[from] CommandRefusal),
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// A line whose location lacks pieces.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ShortLine {
    /// Which variant.
    pub sku: Sku,
    /// Pieces that lie there.
    pub on_hand: i64,
}

/// Sends a parcel. Its pieces leave the locations that hold them for the order.
pub async fn ship_order(primary: &dyn Sql, command: &ShipOrder) -> Result<(), FulfilmentRefusal> {
    let ShipOrder { id, sender, order_id, group, lines, carrier, tracking } = command;
    let mut parameters = begin(id, "ship_order", &(order_id, group, lines, carrier, tracking), sender)?;
    parameters.extend([
        Value::from(order_id.to_string()),
        Value::from(*group),
        Value::from(to_json("lines", lines)?),
        Value::from(carrier.as_str()),
        Value::from(tracking.as_str()),
    ]);
    send(primary, SHIP_ORDER, parameters, typed).await
}

/// Records that a parcel arrived.
pub async fn deliver_order(primary: &dyn Sql, command: &DeliverOrder) -> Result<(), FulfilmentRefusal> {
    let DeliverOrder { id, sender, fulfilment_id } = command;
    let mut parameters = begin(id, "deliver_order", fulfilment_id, sender)?;
    parameters.push(Value::from(fulfilment_id.to_string()));
    send(primary, DELIVER_ORDER, parameters, typed).await
}

/// Writes a note for staff.
pub async fn add_order_note(primary: &dyn Sql, command: &AddOrderNote) -> Result<(), FulfilmentRefusal> {
    let AddOrderNote { id, sender, order_id, text } = command;
    let mut parameters = begin(id, "add_order_note", &(order_id, text), sender)?;
    parameters.extend([Value::from(order_id.to_string()), Value::from(text.as_str())]);
    send(primary, ADD_ORDER_NOTE, parameters, typed).await
}

fn typed(refusal: &Refusal) -> Option<FulfilmentRefusal> {
    match refusal.code.as_str() {
        "not_found" => Some(FulfilmentRefusal::NotFound),
        "not_open" => Some(FulfilmentRefusal::NotOpen),
        "bad_lines" => Some(FulfilmentRefusal::BadLines),
        "already_shipped" => Some(FulfilmentRefusal::AlreadyShipped),
        "already_delivered" => Some(FulfilmentRefusal::AlreadyDelivered),
        "not_on_hand" => refusal.detail().map(FulfilmentRefusal::NotOnHand),
        _ => CommandRefusal::of(refusal).map(FulfilmentRefusal::Command),
    }
}
