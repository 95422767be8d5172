//! Support for tests: a clock that they set, and an outbox that is full.

use outpost_domain::ids::CustomerId;

use crate::native::Database;
use crate::sql::{Sql, SqlError, Value};

const IS_FIXED: &str = include_str!("../queries/testing/clock_is_fixed.sql");
const FIX: &str = include_str!("../queries/testing/fix_clock.sql");
const FILL_OUTBOX: &str = include_str!("../queries/testing/fill_outbox.sql");
const SET: &str = include_str!("../queries/testing/set_clock.sql");

/// Sets the clock that commands trust to `now`, in seconds since 1970. From then on it stands still.
pub async fn set_clock(database: &Database, now: i64) -> Result<(), SqlError> {
    if database.query(IS_FIXED, Vec::new()).await?.single::<i64>()? == 0 {
        database.batch(FIX).await?;
    }
    database.query(SET, vec![Value::Integer(now)]).await.map(drop)
}

/// Adds `count` rows to the outbox, each of which tells the customer of a new password.
pub async fn fill_outbox(database: &Database, count: u32, customer: CustomerId) -> Result<(), SqlError> {
    database.query(FILL_OUTBOX, vec![Value::from(count), Value::from(customer.to_string())]).await.map(drop)
}
