//! A promise that a history shows broken.

use std::fmt;

use super::{Entry, Seen};

/// What was seen, and what should have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A session does not see what it was told is done.
    OwnWriteUnseen {
        /// What it saw.
        read: Entry,
        /// What it had been told.
        written: Seen,
    },
    /// A session sees an older state of an order than it saw before.
    WentBack {
        /// What it saw.
        read: Entry,
        /// What it had seen.
        before: Seen,
    },
    /// Somebody without cookies does not find an order that had been acknowledged.
    Untraceable {
        /// What they saw.
        read: Entry,
    },
    /// A region shows more pieces than it did before, though nothing is ever put back.
    StockRose {
        /// What it showed.
        read: Entry,
        /// What it had shown.
        before: u32,
    },
    /// An acknowledged order, or its payment, is not there in the end.
    Lost {
        /// Which attempt.
        attempt: u64,
        /// What had been acknowledged.
        acknowledged: Seen,
        /// What is there.
        found: Seen,
    },
    /// One attempt has two numbers.
    Doubled {
        /// Which attempt.
        attempt: u64,
        /// Its numbers.
        numbers: Vec<String>,
    },
    /// Two attempts have one number.
    Shared {
        /// The number.
        number: String,
        /// The attempts.
        attempts: Vec<u64>,
    },
    /// More was sold than there was.
    Oversold {
        /// Of what.
        sku: String,
        /// Pieces before the run.
        before: u32,
        /// Pieces in the orders that were found.
        sold: u32,
    },
    /// The stock in the end is not what was there before less what was sold.
    Unbalanced {
        /// Of what.
        sku: String,
        /// Pieces before the run.
        before: u32,
        /// Pieces in the orders that were found.
        sold: u32,
        /// Pieces in the end.
        after: u32,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OwnWriteUnseen { read, written } => {
                write!(f, "own write unseen: {} after it was told {written:?}", Shown(read))
            }
            Self::WentBack { read, before } => write!(f, "went back: {} after it had seen {before:?}", Shown(read)),
            Self::Untraceable { read } => write!(f, "untraceable: {}, though acknowledged before", Shown(read)),
            Self::StockRose { read, before } => write!(f, "stock rose: {} after {before} there", Shown(read)),
            Self::Lost { attempt, acknowledged, found } => {
                write!(f, "lost: attempt {attempt} was acknowledged as {acknowledged:?} and is {found:?}")
            }
            Self::Doubled { attempt, numbers } => {
                write!(f, "doubled: attempt {attempt} has the numbers {}", numbers.join(", "))
            }
            Self::Shared { number, attempts } => write!(f, "shared: {number} stands for the attempts {attempts:?}"),
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
        let Entry { session, region, began, ended, act, outcome } = self.0;
        write!(f, "session {session} in region {region} at {began}-{ended} µs: {act:?} → {outcome:?}")
    }
}
