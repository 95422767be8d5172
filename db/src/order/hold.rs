//! The hold on an order's stock: more time to pay, and the end of holds that ran out.

use outpost_domain::ids::{CommandId, OrderId};

use super::payment::{PaymentRefusal, refused};
use crate::catalogue::only;
use crate::command::{Sender, begin};
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

/// Extends the hold on an order's stock, three times at the most.
pub async fn extend_hold(primary: &dyn Sql, hold: &ExtendHold) -> Result<(), PaymentRefusal> {
    let order_id = hold.order_id.to_string();
    let mut parameters = begin(hold.id, "extend_hold", &(&order_id, hold.hold_seconds), &hold.sender)?;
    parameters.extend([Value::from(order_id.as_str()), Value::from(hold.hold_seconds)]);
    primary.query(EXTEND_HOLD, parameters).await.map(drop).map_err(refused)
}

/// Whether there are orders whose hold ran out unpaid, by the clock of that database.
pub async fn has_expired_holds(sql: &dyn Sql) -> Result<bool, SqlError> {
    only(sql.query(HAS_EXPIRED_HOLDS, Vec::new()).await?)?.boolean("has_expired_holds")
}

/// Ends orders whose hold ran out unpaid by the primary's clock, the 200 oldest, and gives their stock back. It may run
/// anywhere, any number of times.
pub async fn release_expired_holds(primary: &dyn Sql, id: CommandId, sender: &Sender) -> Result<(), SqlError> {
    let parameters = begin(id, "release_expired_holds", &(), sender)?;
    match primary.query(RELEASE_EXPIRED_HOLDS, parameters).await.map_err(refused) {
        Ok(_) => Ok(()),
        Err(PaymentRefusal::Sql(error)) => Err(error),
        Err(refusal) => Err(SqlError::Statement(refusal.to_string())),
    }
}
