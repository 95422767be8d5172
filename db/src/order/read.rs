//! One order, whole, in one statement.

use outpost_domain::address::Address;
use outpost_domain::ids::{CommandId, OrderId, Sku};
use outpost_domain::money::{BasisPoints, Currency, Money};
use outpost_domain::order::{OrderNumber, OrderState};
use serde::Deserialize;

use crate::sql::{Row, Sql, SqlError, Value};

const BY_NUMBER: &str = include_str!("../../queries/order/by_number.sql");

/// An order as it was agreed and what has happened since.
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
    /// Where it stands.
    pub state: OrderState,
    /// `test` or `manual`.
    pub payment_gateway: String,
    /// `standard` or `express`.
    pub shipping_method_code: String,
    /// Whether the prices contain tax.
    pub tax_inclusive: bool,
    /// Goods.
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
    /// When its goods were expected, in seconds since 1970, if not all could be sent when it was ordered.
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

/// An order, and how far the database was that it was read from.
#[derive(Clone, Debug)]
pub struct Sighting {
    /// The order.
    pub order: Order,
    /// The newest entry of the audit log. Every command adds one, and replication keeps their order: a database with a
    /// higher position has had everything that one with a lower position had.
    pub position: i64,
    /// Whether the database has had the command that was asked about.
    pub has_command: bool,
}

/// The order with this number, if there is one. The caller decides who may see it.
pub async fn by_number(sql: &dyn Sql, number: &OrderNumber) -> Result<Option<Order>, SqlError> {
    Ok(sight(sql, number, None).await?.map(|sighting| sighting.order))
}

/// The same, with how far the database is and whether it has had `command`; one statement.
pub async fn sight(
    sql: &dyn Sql,
    number: &OrderNumber,
    command: Option<CommandId>,
) -> Result<Option<Sighting>, SqlError> {
    let parameters = vec![Value::from(number.as_str()), Value::from(command.map(|id| id.to_string()))];
    let Some(row) = sql.query(BY_NUMBER, parameters).await?.into_first() else { return Ok(None) };
    let (position, has_command) = (row.integer(22)?, row.integer(23)? == 1);
    Ok(Some(Sighting { order: read(row)?, position, has_command }))
}

fn read(mut row: Row) -> Result<Order, SqlError> {
    let currency: Currency = row.parse(4, "a currency")?;
    let money = |row: &Row, index| row.integer(index).map(|minor| Money::new(minor, currency));
    Ok(Order {
        id: row.parse(0, "an order id")?,
        number: row.parse(1, "an order number")?,
        market_code: row.text(2)?,
        locale_code: row.text(3)?,
        email: row.text(5)?,
        state: row.parse(6, "an order state")?,
        payment_gateway: row.text(7)?,
        shipping_method_code: row.text(8)?,
        tax_inclusive: row.integer(9)? == 1,
        subtotal: money(&row, 10)?,
        shipping: money(&row, 11)?,
        tax: money(&row, 12)?,
        total: money(&row, 13)?,
        days: (row.integer(14)?, row.integer(15)?),
        placed_at: row.integer(16)?,
        expires_at: row.optional_integer(17)?,
        standard_tax: row
            .integer(18)?
            .try_into()
            .map(BasisPoints)
            .map_err(|_| SqlError::Shape { column: "standard_tax".to_owned(), expected: "a rate" })?,
        lines: row.json(19)?,
        addresses: row.json(20)?,
        events: row.json(21)?,
    })
}
