//! The orders of a browser in short, in one statement.

use outpost_domain::ids::CommandId;
use outpost_domain::money::Money;
use outpost_domain::order::{OrderFigures, OrderNumber, OrderStatus};

use crate::sql::{Row, Sql, SqlError, Value};

const OF_BROWSER: &str = include_str!("../../queries/order/of_browser.sql");

/// An order in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSummary {
    /// The number people use.
    pub number: OrderNumber,
    /// What is paid.
    pub total: Money,
    /// What its status depends on.
    pub figures: OrderFigures,
    /// Code of the way to pay, e.g. `card`.
    pub payment_method_code: String,
    /// When it was placed, in seconds since 1970.
    pub placed_at: i64,
    /// Whether the database has the command that the caller named; true where none was named.
    pub has_command: bool,
}

impl OrderSummary {
    /// How it stands at `now`, in seconds since 1970.
    pub fn status(&self, now: i64) -> OrderStatus {
        OrderStatus::of(&self.figures, now)
    }
}

/// The orders with these numbers that the database has, the newest first. The caller decides who may see them.
pub async fn summaries(
    sql: &dyn Sql,
    numbers: &[OrderNumber],
    command: Option<CommandId>,
) -> Result<Vec<OrderSummary>, SqlError> {
    let numbers: serde_json::Value = numbers.iter().map(OrderNumber::as_str).collect();
    let parameters = vec![Value::from(numbers.to_string()), Value::from(command.map(|id| id.to_string()))];
    sql.query(OF_BROWSER, parameters).await?.into_iter().map(summary).collect()
}

fn summary(mut row: Row) -> Result<OrderSummary, SqlError> {
    Ok(OrderSummary {
        number: row.parse("number", "an order number")?,
        total: Money::new(row.integer("total_minor")?, row.parse("currency_code", "a currency")?),
        figures: row.json("figures")?,
        payment_method_code: row.text("payment_method_code")?,
        placed_at: row.integer("placed_at")?,
        has_command: row.boolean("has_command")?,
    })
}
