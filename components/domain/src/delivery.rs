//! When a parcel arrives.

use time::Date;

/// The days between which a parcel arrives, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryWindow {
    /// The first day it may arrive.
    pub earliest: Date,
    /// The last day it should arrive.
    pub latest: Date,
}
