//! A customer's orders, and everything that is kept about them.

use outpost_domain::ids::CommandId;
use outpost_domain::money::{Currency, Money};
use outpost_domain::order::{OrderFigures, OrderNumber};
use serde::Deserialize;
use serde_json::Value as Json;

use super::page::{CustomerPage, load};
use crate::command::SessionHash;
use crate::sql::{Sql, SqlError, Value};

const ORDERS: &str = include_str!("../../queries/account/orders.sql");
const ORDER: &str = include_str!("../../queries/account/order.sql");
const EXPORT: &str = include_str!("../../queries/account/export.sql");

/// How many orders a page of the list shows. The statement returns one more, if there is one.
pub const ORDERS_PAGE: usize = 20;

/// Where the list goes on: after the order that was placed at this time and has this number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrdersCursor {
    /// In seconds since 1970.
    pub placed_at: i64,
    /// The number of that order.
    pub number: OrderNumber,
}

/// An order in the list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CustomerOrder {
    /// Its number.
    pub number: OrderNumber,
    /// When it was placed, in seconds since 1970.
    pub placed_at: i64,
    /// Its currency.
    pub currency: Currency,
    /// What is paid.
    pub total_minor: i64,
    /// What its status depends on.
    pub figures: OrderFigures,
    /// The titles of its first lines.
    pub titles: Vec<String>,
    /// How many lines it has.
    pub lines: u64,
}

impl CustomerOrder {
    /// What is paid.
    pub fn total(&self) -> Money {
        Money::new(self.total_minor, self.currency)
    }
}

/// The orders of whoever has this session, the newest first, from a cursor on; up to one more than [`ORDERS_PAGE`].
pub async fn orders(
    sql: &dyn Sql,
    session: &SessionHash,
    command: Option<CommandId>,
    after: Option<&OrdersCursor>,
) -> Result<CustomerPage<Vec<CustomerOrder>>, SqlError> {
    let own =
        [Value::from(after.map(|cursor| cursor.placed_at)), Value::from(after.map(|cursor| cursor.number.as_str()))];
    load(sql, ORDERS, session, command, own).await
}

#[derive(Deserialize)]
struct Theirs {
    is_theirs: bool,
}

/// Whether an order belongs to whoever has this session.
pub async fn owns_order(
    sql: &dyn Sql,
    session: &SessionHash,
    command: Option<CommandId>,
    number: &OrderNumber,
) -> Result<CustomerPage<bool>, SqlError> {
    let page = load::<Theirs>(sql, ORDER, session, command, [Value::from(number.as_str())]).await?;
    let found = page.found.map(|(customer, Theirs { is_theirs })| (customer, is_theirs));
    Ok(CustomerPage { found, position: page.position, has_command: page.has_command })
}

/// Everything that is kept about whoever has this session, as one JSON object.
pub async fn export(
    sql: &dyn Sql,
    session: &SessionHash,
    command: Option<CommandId>,
) -> Result<CustomerPage<Json>, SqlError> {
    load(sql, EXPORT, session, command, []).await
}
