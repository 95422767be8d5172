//! The command that cancels an order that is not paid yet.

use outpost_domain::ids::{CommandId, OrderId};
use outpost_domain::order::{OrderFigures, OrderStatus};

use crate::command::{Refusal, Sender, begin, send};
use crate::sql::{Sql, SqlError, Value};

const CANCEL: &str = include_str!("../../queries/order/cancel.sql");

/// The end of an order that nobody has paid.
#[derive(Clone, Debug)]
pub struct CancelOrder {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// The order to cancel.
    pub order_id: OrderId,
}

/// Why an order was not cancelled; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CancelRefusal {
    /// There is no such order.
    #[error("no such order")]
    UnknownOrder,
    /// The order is paid, or over already.
    #[error("the order is {}", .0.code())]
    OrderStatus(OrderStatus),
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before and asked for something else")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Cancels an order that waits for its payment, and releases its stock. Idempotent by [`CancelOrder::id`].
pub async fn cancel(primary: &dyn Sql, order: &CancelOrder) -> Result<(), CancelRefusal> {
    let order_id = order.order_id.to_string();
    let mut parameters = begin(order.id, "cancel_order", &order_id, &order.sender)?;
    parameters.push(Value::from(order_id.as_str()));
    send(primary, CANCEL, parameters, typed).await
}

fn typed(refusal: &Refusal) -> Option<CancelRefusal> {
    match refusal.code.as_str() {
        "unknown_order" => Some(CancelRefusal::UnknownOrder),
        "order_status" => {
            refusal.detail().map(|figures: OrderFigures| CancelRefusal::OrderStatus(OrderStatus::of(&figures, 0)))
        }
        "command_repeated_otherwise" => Some(CancelRefusal::RepeatedOtherwise),
        _ => None,
    }
}
