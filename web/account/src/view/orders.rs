//! A customer's orders.

use outpost_domain::money::Money;
use outpost_domain::order::OrderStatus;
use time::OffsetDateTime;

/// The newest orders of a customer.
#[derive(Clone, Debug, Default)]
pub struct OrderList {
    /// The customer's name; may be empty.
    pub name: String,
    /// The orders, newest first.
    pub orders: Vec<OrderSummary>,
    /// There are older ones, from this address on.
    pub older: Option<String>,
}

/// One order in the list.
#[derive(Clone, Debug)]
pub struct OrderSummary {
    /// Its number.
    pub number: String,
    /// When it was placed, in the market's time.
    pub placed_at: OffsetDateTime,
    /// How it stands.
    pub status: OrderStatus,
    /// What it costs.
    pub total: Money,
    /// Titles of its first lines.
    pub titles: Vec<String>,
    /// How many lines it has beyond these.
    pub more_lines: u64,
}
