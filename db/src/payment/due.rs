//! What is to be settled with providers: payments without news for a while, and refunds to carry out.

use outpost_domain::ids::{PaymentId, RefundId};
use outpost_domain::money::{Currency, Money};
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentState};

use crate::sql::{Row, Sql, SqlError, Value};

const UNSETTLED: &str = include_str!("../../queries/payment/unsettled.sql");
const DUE_REFUNDS: &str = include_str!("../../queries/payment/due_refunds.sql");

/// A payment that may still bring money, or did so without the shop knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsettledPayment {
    /// Its id.
    pub id: PaymentId,
    /// The order that it pays.
    pub order_number: OrderNumber,
    /// The market and language of the order, e.g. `en-gb`.
    pub market_locale: String,
    /// Who is to be asked.
    pub provider: PaymentProviderCode,
    /// How the shopper wanted to pay.
    pub method: PaymentMethod,
    /// The provider's id of it, where it is known.
    pub reference: Option<String>,
    /// Where it stood last.
    pub state: PaymentState,
    /// What was to be paid.
    pub amount: Money,
    /// Whether nobody shall pay any more: the order is paid or over, or the payment is a day old.
    pub is_given_up: bool,
}

/// A refund that a provider has not carried out yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueRefund {
    /// Its id.
    pub id: RefundId,
    /// Who is to be asked.
    pub provider: PaymentProviderCode,
    /// The provider's id of the payment.
    pub reference: String,
    /// What goes back.
    pub amount: Money,
}

/// The oldest open payments that were made at least `age_seconds` ago, those of staff left out.
pub async fn unsettled(sql: &dyn Sql, age_seconds: i64, limit: u32) -> Result<Vec<UnsettledPayment>, SqlError> {
    let parameters = vec![Value::from(age_seconds), Value::from(limit)];
    sql.query(UNSETTLED, parameters).await?.into_iter().map(payment).collect()
}

/// The oldest refunds that were asked for and not carried out, those of staff left out.
pub async fn due_refunds(sql: &dyn Sql, limit: u32) -> Result<Vec<DueRefund>, SqlError> {
    sql.query(DUE_REFUNDS, vec![Value::from(limit)]).await?.into_iter().map(refund).collect()
}

fn payment(mut row: Row) -> Result<UnsettledPayment, SqlError> {
    Ok(UnsettledPayment {
        id: row.parse("id", "a payment id")?,
        order_number: row.parse("order_number", "an order number")?,
        market_locale: row.text("market_locale")?,
        provider: row.parse("provider_code", "a payment provider")?,
        method: row.parse("method_code", "a way to pay")?,
        reference: row.get("provider_reference")?,
        state: row.parse("state", "a payment state")?,
        amount: amount(&mut row)?,
        is_given_up: row.boolean("is_given_up")?,
    })
}

fn refund(mut row: Row) -> Result<DueRefund, SqlError> {
    Ok(DueRefund {
        id: row.parse("id", "a refund id")?,
        provider: row.parse("provider_code", "a payment provider")?,
        reference: row.text("provider_reference")?,
        amount: amount(&mut row)?,
    })
}

fn amount(row: &mut Row) -> Result<Money, SqlError> {
    let currency: Currency = row.parse("currency_code", "a currency")?;
    Ok(Money::new(row.integer("amount_minor")?, currency))
}
