//! What happens to an order.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What can happen to an order, as its timeline shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderEventKind {
    /// It was placed.
    Placed,
    /// The hold on stock was extended.
    HoldExtended,
    /// A payment was declined.
    PaymentDeclined,
    /// It was paid.
    Paid,
    /// A parcel left.
    Shipped,
    /// The parcels arrived.
    Delivered,
    /// It was cancelled.
    Cancelled,
    /// It was not paid in time.
    Expired,
    /// Goods came back.
    Returned,
    /// Money that came too late, twice or wrongly is to go back.
    RefundRequested,
    /// Money was given back.
    Refunded,
    /// Staff changed it.
    Changed,
}

/// The text is not the code of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an event of an order")]
pub struct UnknownEvent;

impl OrderEventKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Placed,
        Self::HoldExtended,
        Self::PaymentDeclined,
        Self::Paid,
        Self::Shipped,
        Self::Delivered,
        Self::Cancelled,
        Self::Expired,
        Self::Returned,
        Self::RefundRequested,
        Self::Refunded,
        Self::Changed,
    ];

    /// The kind as stored, e.g. `hold_extended`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::HoldExtended => "hold_extended",
            Self::PaymentDeclined => "payment_declined",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Returned => "returned",
            Self::RefundRequested => "refund_requested",
            Self::Refunded => "refunded",
            Self::Changed => "changed",
        }
    }
}

impl FromStr for OrderEventKind {
    type Err = UnknownEvent;

    fn from_str(text: &str) -> Result<Self, UnknownEvent> {
        Self::ALL.into_iter().find(|kind| kind.code() == text).ok_or(UnknownEvent)
    }
}
