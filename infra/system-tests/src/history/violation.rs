//! A broken promise.

use std::fmt;

use super::{Entry, OrderState};

/// What was observed, and what it contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A session does not see its own acknowledged write.
    OwnWriteUnseen {
        /// The read.
        read: Entry,
        /// What had been acknowledged.
        written: OrderState,
    },
    /// A session sees an older state of an order than before.
    NonMonotonicRead {
        /// The read.
        read: Entry,
        /// What it had seen.
        before: OrderState,
    },
    /// Tracking does not find an order that had been acknowledged.
    LookupMissed {
        /// The read.
        read: Entry,
    },
    /// A region shows more stock than before, though nothing is restocked.
    StockRose {
        /// The read.
        read: Entry,
        /// What the region had shown.
        before: u32,
    },
    /// An acknowledged order, or its payment, is not found after the run.
    Lost {
        /// Number of the attempt.
        attempt: u64,
        /// What had been acknowledged.
        acknowledged: OrderState,
        /// What was found.
        found: OrderState,
    },
    /// One attempt has two order numbers.
    Duplicated {
        /// Number of the attempt.
        attempt: u64,
        /// Its numbers.
        numbers: Vec<String>,
    },
    /// Two attempts have the same order number.
    NumberReused {
        /// The number.
        number: String,
        /// The attempts.
        attempts: Vec<u64>,
    },
    /// More was sold than was in stock.
    Oversold {
        /// The SKU.
        sku: String,
        /// Stock before the run.
        before: u32,
        /// Pieces in the orders that were found.
        sold: u32,
    },
    /// The stock after the run is not the stock before it less what was sold.
    Unbalanced {
        /// The SKU.
        sku: String,
        /// Stock before the run.
        before: u32,
        /// Pieces in the orders that were found.
        sold: u32,
        /// Stock after the run.
        after: u32,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnWriteUnseen { read, written } => {
                write!(f, "own write unseen: {} after {written:?} was acknowledged", Shown(read))
            }
            Self::NonMonotonicRead { read, before } => {
                write!(f, "non-monotonic read: {} after {before:?}", Shown(read))
            }
            Self::LookupMissed { read } => write!(f, "lookup missed: {}, though acknowledged before", Shown(read)),
            Self::StockRose { read, before } => write!(f, "stock rose: {} after {before} there", Shown(read)),
            Self::Lost { attempt, acknowledged, found } => {
                write!(f, "lost: attempt {attempt} was acknowledged as {acknowledged:?} and is {found:?}")
            }
            Self::Duplicated { attempt, numbers } => {
                write!(f, "duplicated: attempt {attempt} has the numbers {}", numbers.join(", "))
            }
            Self::NumberReused { number, attempts } => {
                write!(f, "number reused: {number} belongs to the attempts {attempts:?}")
            }
            Self::Oversold { sku, before, sold } => write!(f, "oversold: {sold} of {before} pieces of {sku}"),
            Self::Unbalanced { sku, before, sold, after } => {
                write!(f, "unbalanced: {sku} had {before} pieces, sold {sold} and has {after}")
            }
        }
    }
}

/// An entry in one line.
struct Shown<'a>(&'a Entry);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Entry { session, region, started_us, ended_us, operation, outcome } = self.0;
        write!(f, "session {session} in region {region} at {started_us}-{ended_us} µs: {operation:?} → {outcome:?}")
    }
}
