//! A page that says: not just now, and nothing is lost.

/// What has to wait because the one database that writes is out of reach, and how to try again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paused {
    /// What has to wait.
    pub what: Waiting,
    /// How to try again.
    pub again: Again,
    /// Seconds until it is worth it.
    pub retry_after_seconds: u32,
    /// Named on the page, so that a person can quote it.
    pub request_id: String,
}

/// What has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// An order: not sent, or its answer was lost. Sent again it is still one order.
    Ordering,
    /// A payment that could not be written down. Tried again it still pays once.
    Paying,
    /// More time to pay.
    Holding,
    /// The news of an order that is safe, but not known here yet.
    Order,
    /// Finding an order that is not known here.
    Tracking,
}

/// How to try again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Again {
    /// The same form, sent once more: its address, and the names and values of its fields.
    Form(String, Vec<(&'static str, String)>),
    /// A page.
    Page(String),
}
