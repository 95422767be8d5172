//! The page for an order that is refused because others are not paid yet.

/// As many orders as may be with one mail address wait for their payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpaidLimit {
    /// How many that is.
    pub limit: usize,
    /// Mail address of the refused order.
    pub email: String,
    /// Numbers of the orders that this browser may see, the newest first; some may be paid.
    pub orders: Vec<String>,
}
