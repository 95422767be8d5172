//! What the panel's front page shows: sales of the last days and what waits for staff.

use outpost_domain::money::{Currency, Money};

use crate::catalogue::only;
use crate::list::Count;
use crate::sql::{Row, Sql, SqlError, Value};

const SALES: &str = include_str!("../queries/dashboard/sales.sql");
const QUEUES: &str = include_str!("../queries/dashboard/queues.sql");

/// Sales of one day in one market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySales {
    /// The market's code.
    pub market_code: String,
    /// Days after the first one.
    pub day: usize,
    /// How many orders.
    pub orders: i64,
    /// What they come to.
    pub total: Money,
}

/// How much waits for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queues {
    /// Orders to pick.
    pub to_pick: Count,
    /// Orders that wait for their payment.
    pub to_pay: Count,
    /// Variants of which few are left.
    pub low: Count,
    /// Variants of which none are left.
    pub out: Count,
    /// Variants that are sold ahead.
    pub backorder: Count,
    /// Purchase orders whose date is over.
    pub late: Count,
}

/// Sales by day and market, from the beginning of the first day on, in seconds since 1970.
pub async fn sales(sql: &dyn Sql, first_day: i64) -> Result<Vec<DaySales>, SqlError> {
    let read = |mut row: Row| {
        let currency: Currency = row.parse("currency_code", "a currency")?;
        Ok(DaySales {
            market_code: row.text("market_code")?,
            day: row.number::<u32>("day").map(|day| day as usize)?,
            orders: row.integer("orders")?,
            total: Money::new(row.integer("total_minor")?, currency),
        })
    };
    sql.query(SALES, vec![Value::from(first_day)]).await?.into_iter().map(read).collect()
}

/// How much waits for staff, in one statement.
pub async fn queues(sql: &dyn Sql) -> Result<Queues, SqlError> {
    let mut row = only(sql.query(QUEUES, Vec::new()).await?)?;
    let mut count = |column| row.integer(column).map(Count::of);
    Ok(Queues {
        to_pick: count("to_pick")?,
        to_pay: count("to_pay")?,
        low: count("low")?,
        out: count("out")?,
        backorder: count("backorder")?,
        late: count("late")?,
    })
}
