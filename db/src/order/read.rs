//! One order, whole, in one statement.

use outpost_domain::address::Address;
use outpost_domain::ids::{CommandId, OrderId, Sku};
use outpost_domain::money::{BasisPoints, Currency, Money};
use outpost_domain::order::{OrderNumber, OrderState};
use serde::Deserialize;

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
    /// Where mail about it goes.
    pub email: String,
    /// Its state.
    pub state: OrderState,
    /// `test` or `manual`.
    pub payment_gateway: String,
    /// `standard` or `express`.
    pub shipping_method_code: String,
    /// Whether the prices contain tax.
    pub tax_inclusive: bool,
    /// The lines.
    pub subtotal: Money,
    /// Delivery.
    pub shipping: Money,
    /// Tax, contained or added.
    pub tax: Money,
    /// What is paid.
    pub total: Money,
    /// Days to delivery, at least and at most.
    pub days: (i64, i64),
    /// When it was placed, in seconds since 1970.
    pub placed_at: i64,
    /// When the hold on stock ends, in seconds since 1970; `None` once paid or over.
    pub expires_at: Option<i64>,
    /// The standard rate of the country of delivery today, at which delivery is taxed; 0 where it is unknown.
    pub standard_tax: BasisPoints,
    /// What was bought.
    pub lines: Vec<PlacedLine>,
    /// Shipping and billing address.
    pub addresses: Vec<OrderAddress>,
    /// What happened, oldest first.
    pub events: Vec<OrderEvent>,
}

/// One line as it was agreed. Amounts in minor units of the order's currency.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs, reason = "the fields are the columns of order_line")]
pub struct PlacedLine {
    pub sku: Sku,
    pub product_slug: String,
    pub title: String,
    pub options: String,
    pub media_hash: String,
    pub quantity: u32,
    pub unit_minor: i64,
    pub line_minor: i64,
    pub tax_basis_points: u32,
    pub tax_minor: i64,
    /// When its pieces were expected, in seconds since 1970, if not all could be sent when it was ordered.
    pub backorder_at: Option<i64>,
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
    let money = |row: &mut Row, column| row.integer(column).map(|minor| Money::new(minor, currency));
    Ok(Order {
        id: row.parse("id", "an order id")?,
        number: row.parse("number", "an order number")?,
        market_code: row.text("market_code")?,
        locale_code: row.text("locale_code")?,
        email: row.text("email")?,
        state: row.parse("state", "an order state")?,
        payment_gateway: row.text("payment_gateway")?,
        shipping_method_code: row.text("shipping_method_code")?,
        tax_inclusive: row.boolean("tax_inclusive")?,
        subtotal: money(&mut row, "subtotal_minor")?,
        shipping: money(&mut row, "shipping_minor")?,
        tax: money(&mut row, "tax_minor")?,
        total: money(&mut row, "total_minor")?,
        days: (row.integer("days_min")?, row.integer("days_max")?),
        placed_at: row.integer("placed_at")?,
        expires_at: row.get("expires_at")?,
        standard_tax: BasisPoints(row.number("standard_tax")?),
        lines: row.json("lines")?,
        addresses: row.json("addresses")?,
        events: row.json("events")?,
    })
}
