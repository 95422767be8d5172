//! The page for an operation that needs the primary while it is unavailable.

/// An operation that did not happen, or whose answer was lost, because the primary is out of reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrimaryUnavailable {
    /// The operation.
    pub operation: UnavailableOperation,
    /// How the shopper repeats it.
    pub retry: Retry,
    /// Seconds until it is worth it.
    pub retry_after_seconds: u32,
    /// Shown on the page, so that a person can quote it.
    pub request_id: String,
}

/// An operation that needs the primary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnavailableOperation {
    /// Placing an order: not sent, or its answer was lost. Sent again it is still one order.
    PlaceOrder,
    /// Recording a payment. Tried again it still pays once.
    Pay,
    /// Extending the hold on stock.
    ExtendHold,
    /// Cancelling an order.
    CancelOrder,
    /// Showing the state of an order that is safe, but not replicated to this region yet.
    ShowOrder,
    /// Finding an order that is unknown in this region.
    TrackOrder,
}

/// How a shopper repeats an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retry {
    /// The same form sent once more: its address, and the names and values of its fields.
    Form(String, Vec<(&'static str, String)>),
    /// A page.
    Page(String),
}
