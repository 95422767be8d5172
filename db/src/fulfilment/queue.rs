//! Orders by what is to be done about them.

use outpost_domain::ids::OrderId;
use outpost_domain::money::{Currency, Money};
use outpost_domain::order::{OrderFigures, OrderNumber, email_digest};

use crate::list::Page;
use crate::sql::{Row, Sql, SqlError, Value};

const QUEUE: &str = include_str!("../../queries/fulfilment/queue.sql");

/// What is to be done about orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderQueue {
    /// All of them, the newest first.
    #[default]
    All,
    /// They wait for their payment.
    ToPay,
    /// They hold stock and wait for nothing, the oldest first.
    ToPick,
    /// A parcel of theirs is on its way.
    OnItsWay,
}

impl OrderQueue {
    /// Every queue.
    pub const ALL: [Self; 4] = [Self::All, Self::ToPay, Self::ToPick, Self::OnItsWay];

    /// Its code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::ToPay => "to_pay",
            Self::ToPick => "to_pick",
            Self::OnItsWay => "on_its_way",
        }
    }
}

/// Which orders are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueQuery {
    /// What is to be done.
    pub queue: OrderQueue,
    /// A mail address, or the beginning of a number; the queue is left out then.
    pub search: String,
    /// The order after which to go on.
    pub after: Option<OrderId>,
}

/// An order in a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// Its id.
    pub id: OrderId,
    /// Its number.
    pub number: OrderNumber,
    /// The market's code.
    pub market_code: String,
    /// What is paid for it.
    pub total: Money,
    /// The mail address.
    pub email: String,
    /// When it was placed, in seconds since 1970.
    pub placed_at: i64,
    /// What its status depends on.
    pub figures: OrderFigures,
}

/// A page of orders.
pub async fn queue(sql: &dyn Sql, query: &QueueQuery) -> Result<Page<OrderRow>, SqlError> {
    let first = if query.queue == OrderQueue::ToPick { "" } else { "~" };
    let search = query.search.trim();
    let email = search.contains('@').then(|| email_digest(search));
    let number = (email.is_none() && !search.is_empty()).then(|| OrderNumber::beginning(search));
    let after = query.after.map_or_else(|| first.to_owned(), |id| id.to_string());
    let parameters = vec![Value::from(query.queue.code()), Value::from(number), Value::from(email), Value::from(after)];
    Page::read(sql.query(QUEUE, parameters).await?, read)
}

fn read(mut row: Row) -> Result<OrderRow, SqlError> {
    let currency: Currency = row.parse("currency_code", "a currency")?;
    Ok(OrderRow {
        id: row.parse("id", "an order's id")?,
        number: row.parse("number", "an order's number")?,
        market_code: row.text("market_code")?,
        total: Money::new(row.integer("total_minor")?, currency),
        email: row.text("email")?,
        placed_at: row.integer("placed_at")?,
        figures: row.json("figures")?,
    })
}
