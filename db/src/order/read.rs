//! One order, whole, in one statement.

use outpost_domain::address::Address;
use outpost_domain::delivery::TimeSlot;
use outpost_domain::ids::{CommandId, OrderId, PaymentId, Sku};
use outpost_domain::money::{Currency, Money};
use outpost_domain::order::{OrderFigures, OrderNumber, OrderStatus};
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentState};
use outpost_domain::pricing::{Adjustment, AdjustmentKind, TaxRate, taxes_by_rate};
use serde::Deserialize;

use super::adjustment::AdjustmentJson;
use crate::sql::{Row, Sql, SqlError, Value};

const BY_NUMBER: &str = include_str!("../../queries/order/by_number.sql");

/// An order as it was agreed, and what has happened since.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its id, which is also the id of the command that placed it.
    pub id: OrderId,
    /// The number people use.
    pub number: OrderNumber,
    /// The market's code, e.g. `gb`.
    pub market_code: String,
    /// The language it was agreed in, e.g. `en`.
    pub locale_code: String,
    /// Where mail about it goes; empty once it is anonymised.
    pub email: String,
    /// Code of the way to pay, e.g. `card`.
    pub payment_method_code: String,
    /// Whether the prices contain tax.
    pub tax_included: bool,
    /// The lines.
    pub goods: Money,
    /// What is paid.
    pub total: Money,
    /// When it was placed, in seconds since 1970.
    pub placed_at: i64,
    /// What its status depends on.
    pub figures: OrderFigures,
    /// What was bought.
    pub lines: Vec<PlacedLine>,
    /// What is sent together. A group's number is its place, from 1.
    pub groups: Vec<PlacedGroup>,
    /// Every discount, delivery amount and tax.
    pub adjustments: Vec<Adjustment>,
    /// Shipping and billing address.
    pub addresses: Vec<OrderAddress>,
    /// Its payments, the oldest first.
    pub payments: Vec<OrderPayment>,
    /// What happened, oldest first.
    pub events: Vec<OrderEvent>,
}

impl Order {
    /// How it stands at `now`, in seconds since 1970.
    pub fn status(&self, now: i64) -> OrderStatus {
        OrderStatus::of(&self.figures, now)
    }

    /// The sum of its adjustments of one kind.
    ///
    /// # Errors
    /// [`SqlError::Shape`] when the stored amounts cannot be added up.
    pub fn sum_of(&self, kind: AdjustmentKind) -> Result<Money, SqlError> {
        let amounts = self.adjustments.iter().filter(|adjustment| adjustment.kind == kind);
        Money::sum(self.total.currency(), amounts.map(|adjustment| adjustment.amount)).map_err(|_| unsummable())
    }

    /// Tax by rate, the highest rate first, without rates that come to nothing.
    ///
    /// # Errors
    /// [`SqlError::Shape`] when the stored amounts cannot be added up.
    pub fn taxes_by_rate(&self) -> Result<Vec<(TaxRate, Money)>, SqlError> {
        taxes_by_rate(&self.adjustments).map_err(|_| unsummable())
    }
}

fn unsummable() -> SqlError {
    SqlError::Shape { column: "adjustments".to_owned(), expected: "amounts that can be added up" }
}

/// One line as it was agreed. Amounts in minor units of the order's currency.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are the columns of order_line")]
pub struct PlacedLine {
    pub sku: Sku,
    pub group: u32,
    pub product_slug: String,
    pub title: String,
    pub options: String,
    pub media_hash: String,
    pub quantity: u32,
    pub unit_minor: i64,
}

/// A delivery group as it was agreed.
#[derive(Clone, Debug, Deserialize)]
pub struct PlacedGroup {
    /// Code of the delivery method.
    pub method_code: String,
    /// Days to delivery at least.
    pub days_min: u16,
    /// Days to delivery at most.
    pub days_max: u16,
    /// When its last piece was expected, in seconds since 1970, if not all could be sent when it was ordered.
    pub restocked_at: Option<i64>,
    /// The time of day that the shopper wishes.
    pub slot: Option<TimeSlot>,
}

/// An address and what it is for: `shipping` or `billing`.
#[derive(Clone, Debug, Deserialize)]
pub struct OrderAddress {
    /// `shipping` or `billing`.
    pub kind: String,
    /// The address itself.
    #[serde(flatten)]
    pub address: Address,
}

/// A payment of an order.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OrderPayment {
    /// Its id.
    pub id: PaymentId,
    /// Who takes the money.
    pub provider: PaymentProviderCode,
    /// How the shopper wanted to pay.
    pub method: PaymentMethod,
    /// The provider's id of it, where it is known.
    pub reference: Option<String>,
    /// Where it stood last.
    pub state: PaymentState,
}

/// An entry of the timeline.
#[derive(Clone, Debug, Deserialize)]
pub struct OrderEvent {
    /// What happened, e.g. `placed`, `paid`.
    pub kind: String,
    /// When, in seconds since 1970.
    pub happened_at: i64,
}

/// How current a database is: every command adds an entry to the audit log, and replication keeps their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogPosition {
    /// The epoch of the database: entries of different epochs are not comparable, since a restore begins another log.
    pub epoch: i64,
    /// The newest entry of the audit log.
    pub entry: i64,
}

impl LogPosition {
    /// Whether a database at this position has had everything that one at `other` had.
    pub const fn covers(self, other: Self) -> bool {
        self.epoch == other.epoch && self.entry >= other.entry
    }
}

/// An order, and how current the database was from which it was read.
#[derive(Clone, Debug)]
pub struct OrderSnapshot {
    /// The order.
    pub order: Order,
    /// How current the database was.
    pub position: LogPosition,
    /// Whether the database has the command that the caller named.
    pub has_command: bool,
}

/// The order with this number, if there is one. The caller decides who may see it.
pub async fn by_number(sql: &dyn Sql, number: &OrderNumber) -> Result<Option<Order>, SqlError> {
    Ok(snapshot(sql, number, None).await?.map(|found| found.order))
}

/// The order with how current the database is, and whether it has `command`; one statement.
pub async fn snapshot(
    sql: &dyn Sql,
    number: &OrderNumber,
    command: Option<CommandId>,
) -> Result<Option<OrderSnapshot>, SqlError> {
    let parameters = vec![Value::from(number.as_str()), Value::from(command.map(|id| id.to_string()))];
    let Some(mut row) = sql.query(BY_NUMBER, parameters).await?.into_first() else { return Ok(None) };
    let position = LogPosition { epoch: row.integer("epoch")?, entry: row.integer("audit_entry")? };
    let has_command = row.boolean("has_command")?;
    Ok(Some(OrderSnapshot { order: read(row)?, position, has_command }))
}

fn read(mut row: Row) -> Result<Order, SqlError> {
    let currency: Currency = row.parse("currency_code", "a currency")?;
    let adjustments: Vec<AdjustmentJson> = row.json("adjustments")?;
    Ok(Order {
        id: row.parse("id", "an order id")?,
        number: row.parse("number", "an order number")?,
        market_code: row.text("market_code")?,
        locale_code: row.text("locale_code")?,
        email: row.text("email")?,
        payment_method_code: row.text("payment_method_code")?,
        tax_included: row.boolean("tax_included")?,
        goods: Money::new(row.integer("goods_minor")?, currency),
        total: Money::new(row.integer("total_minor")?, currency),
        placed_at: row.integer("placed_at")?,
        figures: row.json("figures")?,
        lines: row.json("lines")?,
        groups: row.json("delivery_groups")?,
        adjustments: adjustments.into_iter().map(|json| json.adjustment(currency)).collect::<Result<_, _>>()?,
        addresses: row.json("addresses")?,
        payments: row.json("payments")?,
        events: row.json("events")?,
    })
}
