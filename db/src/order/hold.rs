//! The hold on an order's stock: more time to pay, and the end of holds that ran out.

use outpost_domain::ids::{CommandId, OrderId};

use crate::catalogue::only;
use crate::command::{Refusal, Sender, begin, send};
use crate::sql::{Sql, SqlError, Value};

const EXTEND_HOLD: &str = include_str!("../../queries/order/extend_hold.sql");
const HAS_EXPIRED_HOLDS: &str = include_str!("../../queries/order/has_expired_holds.sql");
const RELEASE_EXPIRED_HOLDS: &str = include_str!("../../queries/order/release_expired_holds.sql");

/// More time to pay.
#[derive(Clone, Debug)]
pub struct ExtendHold {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// The order whose stock is held.
    pub order_id: OrderId,
    /// How long it shall be held, counted from the primary's clock when the command runs.
    pub hold_seconds: i64,
}

/// Why a hold was not extended; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoldRefusal {
    /// The hold on stock ran out, or the order is paid or over.
    #[error("the hold on stock ran out")]
    HoldExpired,
    /// The hold was extended as often as it may be.
    #[error("the hold cannot be extended again")]
    HoldLimit,
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before and asked for something else")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Extends the hold on an order's stock, three times at the most.
pub async fn extend_hold(primary: &dyn Sql, hold: &ExtendHold) -> Result<(), HoldRefusal> {
    let order_id = hold.order_id.to_string();
    let mut parameters = begin(hold.id, "extend_hold", &(&order_id, hold.hold_seconds), &hold.sender)?;
    parameters.extend([Value::from(order_id.as_str()), Value::from(hold.hold_seconds)]);
    send(primary, EXTEND_HOLD, parameters, typed).await
}

/// Whether there are orders whose hold ran out unpaid, by the clock of that database.
pub async fn has_expired_holds(sql: &dyn Sql) -> Result<bool, SqlError> {
    only(sql.query(HAS_EXPIRED_HOLDS, Vec::new()).await?)?.boolean("has_expired_holds")
}

/// Ends orders whose hold ran out unpaid by the primary's clock, the 200 oldest, and gives their stock back. It may run
/// anywhere, any number of times.
pub async fn release_expired_holds(primary: &dyn Sql, id: CommandId, sender: &Sender) -> Result<(), SqlError> {
    let parameters = begin(id, "release_expired_holds", &(), sender)?;
    send(primary, RELEASE_EXPIRED_HOLDS, parameters, |_| None).await
}

fn typed(refusal: &Refusal) -> Option<HoldRefusal> {
    match refusal.code.as_str() {
        "hold_expired" => Some(HoldRefusal::HoldExpired),
        "hold_limit" => Some(HoldRefusal::HoldLimit),
        "command_repeated_otherwise" => Some(HoldRefusal::RepeatedOtherwise),
        _ => None,
    }
}
