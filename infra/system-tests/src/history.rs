//! What shoppers observed during a run, and whether the shop kept its promises, in the spirit of Jepsen.
//!
//! A history is recorded outside the shop and knows nothing of its internals: who asked what of which region, from when
//! to when, and what came back. [`check`] holds it against the promises.

mod check;
mod stock;
mod violation;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::check;
pub use violation::Violation;

/// The largest stock that a page shows. A page that shows this number says nothing about the stock.
pub const SHOWN_STOCK_MAX: u32 = 99;

/// A complete run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Stock of each SKU before the run.
    pub stock_before: BTreeMap<String, u32>,
    /// What the sessions did, in any order.
    pub entries: Vec<Entry>,
    /// What became of each attempt at an order, read after the shop has recovered.
    pub found: BTreeMap<u64, Found>,
    /// Stock of each SKU after the run.
    pub stock_after: BTreeMap<String, u32>,
}

/// One request and its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The session. It sends one request at a time.
    pub session: u32,
    /// The region that was asked.
    pub region: usize,
    /// When the request was sent, in microseconds since the run began.
    pub started_us: u64,
    /// When the answer was complete, or the session gave up.
    pub ended_us: u64,
    /// What was asked.
    pub operation: Operation,
    /// What came back.
    pub outcome: Outcome,
}

/// What a session asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Places the order of a review page. An attempt may be repeated.
    Place {
        /// Number of the attempt.
        attempt: u64,
        /// What it orders.
        sku: String,
        /// How many pieces.
        pieces: u32,
    },
    /// Pays an order by card.
    Pay {
        /// Number of the attempt.
        attempt: u64,
    },
    /// Opens an order of the session's own.
    View {
        /// Number of the attempt.
        attempt: u64,
    },
    /// Looks an order up by number and mail address, without cookies.
    Track {
        /// Number of the attempt.
        attempt: u64,
    },
    /// Reads the stock of a variant.
    ReadStock {
        /// Its SKU.
        sku: String,
    },
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The order is placed, under this number.
    Placed(String),
    /// The order is paid.
    Paid,
    /// The shop refuses.
    Refused,
    /// The order as shown.
    Order(OrderState),
    /// The stock as shown.
    Stock(u32),
    /// No answer, or an error. The operation may or may not have been carried out.
    Unknown(String),
}

/// The state of an order, as a page shows it. A later state is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OrderState {
    /// There is no such order.
    Absent,
    /// It waits for its payment.
    Open,
    /// It is paid.
    Paid,
}

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it ordered.
    pub sku: String,
    /// How many pieces.
    pub pieces: u32,
    /// Its number, where it was placed.
    pub number: Option<String>,
    /// The state that anybody can read.
    pub state: OrderState,
}

#[cfg(test)]
mod tests;
