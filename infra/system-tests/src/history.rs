//! What happened in a run with many shoppers, as they saw it, and whether that can have been right.
//!
//! A history is recorded outside the shop and knows nothing of how it works: who asked what of which region, from when
//! to when, and what came back. [`check`] holds it against what the shop promises, in the spirit of Jepsen.

mod check;
mod stock;
mod violation;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::check;
pub use violation::Violation;

/// The product page shows no higher number of pieces; from here on it says nothing about stock.
pub const SHOWN_MAX: u32 = 99;

/// A whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Pieces of each SKU before the run.
    pub before: BTreeMap<String, u32>,
    /// What the sessions did, in any order.
    pub entries: Vec<Entry>,
    /// What the shop said of each attempt at an order once it was whole again.
    pub found: BTreeMap<u64, Found>,
    /// Pieces of each SKU then.
    pub after: BTreeMap<String, u32>,
}

/// One request and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Who asked; a session does one thing after the other.
    pub session: u32,
    /// Which region was asked.
    pub region: usize,
    /// When the request left, in microseconds since the run began.
    pub began: u64,
    /// When the answer was whole, or given up.
    pub ended: u64,
    /// What was asked.
    pub act: Act,
    /// What came back.
    pub outcome: Outcome,
}

/// What a session asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Presses the button of a review page; the same attempt may be made again.
    Place {
        /// Which review page.
        attempt: u64,
        /// What it orders.
        sku: String,
        /// How many.
        pieces: u32,
    },
    /// Pays an order by card.
    Pay {
        /// Which one.
        attempt: u64,
    },
    /// Opens an order of its own.
    Look {
        /// Which one.
        attempt: u64,
    },
    /// Asks for an order by number and mail address, as somebody without cookies.
    Track {
        /// Which one.
        attempt: u64,
    },
    /// Opens a product page.
    Stock {
        /// Of which variant.
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
    /// The shop says no, for a reason of its own.
    Refused,
    /// The order as shown.
    Seen(Seen),
    /// So many pieces can be bought.
    Left(u32),
    /// No answer, or one that says that there is none: what was asked may or may not have been done.
    Unknown(String),
}

/// How far an order has come, as a page shows it. Later is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Seen {
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
    /// What it was to order.
    pub sku: String,
    /// How many pieces.
    pub pieces: u32,
    /// Its number, where it was placed.
    pub number: Option<String>,
    /// What everybody sees of it.
    pub seen: Seen,
}

#[cfg(test)]
mod tests;
