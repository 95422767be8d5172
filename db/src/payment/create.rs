//! The command that stores an attempt to pay an order, before its provider is asked.

use crate::command::{Refusal, Sender, begin, send};
use crate::sql::{Sql, SqlError, Value};
use outpost_domain::ids::{OrderId, PaymentId};
use outpost_domain::money::Money;
use outpost_domain::payment::PaymentMethod;

const CREATE: &str = include_str!("../../queries/payment/create.sql");

/// An attempt to pay an order.
#[derive(Clone, Debug)]
pub struct CreatePayment {
    /// Made by the caller. It is also the idempotency key at the provider.
    pub id: PaymentId,
    /// Who sends it.
    pub sender: Sender,
    /// The order to be paid.
    pub order_id: OrderId,
    /// How.
    pub method: PaymentMethod,
    /// What the shopper was shown: the order's total.
    pub amount: Money,
}

/// Why an attempt was not stored. Nothing may be charged then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreatePaymentRefusal {
    /// There is no such order.
    #[error("no such order")]
    UnknownOrder,
    /// The order is paid, cancelled or expired.
    #[error("the order is paid or over")]
    OrderOver,
    /// The hold on stock ran out.
    #[error("the hold on stock ran out")]
    HoldExpired,
    /// The order's total is another one.
    #[error("the order's total is {total_minor} minor units")]
    AmountDiffers {
        /// The total in minor units of the order's currency.
        total_minor: i64,
    },
    /// The order's market does not offer this way to pay.
    #[error("the market does not offer this way to pay")]
    MethodOff,
    /// A command with this id was sent before with another wish, whose result is kept.
    #[error("the command was sent before and asked for something else")]
    RepeatedOtherwise,
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Stores an attempt to pay an order. Idempotent by [`CreatePayment::id`].
pub async fn create(primary: &dyn Sql, payment: &CreatePayment) -> Result<(), CreatePaymentRefusal> {
    let (order_id, method) = (payment.order_id.to_string(), payment.method.code());
    let (minor, currency) = (payment.amount.minor(), payment.amount.currency().code());
    let wish = (&order_id, method, minor, currency);
    let mut parameters = begin(payment.id, "create_payment", &wish, &payment.sender)?;
    parameters.extend([Value::from(order_id.as_str()), Value::from(method), Value::from(minor), Value::from(currency)]);
    send(primary, CREATE, parameters, typed).await
}

fn typed(refusal: &Refusal) -> Option<CreatePaymentRefusal> {
    Some(match refusal.code.as_str() {
        "unknown_order" => CreatePaymentRefusal::UnknownOrder,
        "order_over" => CreatePaymentRefusal::OrderOver,
        "hold_expired" => CreatePaymentRefusal::HoldExpired,
        "amount_differs" => CreatePaymentRefusal::AmountDiffers { total_minor: refusal.number("total_minor")? },
        "method_off" => CreatePaymentRefusal::MethodOff,
        "command_repeated_otherwise" => CreatePaymentRefusal::RepeatedOtherwise,
        _ => return None,
    })
}
