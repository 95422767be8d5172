//! Refunds: why money goes back, and where a refund stands.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why money goes back. The first four are found by the command that records a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundCause {
    /// The order was paid by another payment before.
    PaidTwice,
    /// The provider took another amount than the order's total.
    AmountDiffers,
    /// The money came after the order was cancelled.
    OrderCancelled,
    /// The money came after the order had expired, and its goods are sold.
    StockGone,
    /// Staff or the shopper asked for it.
    Requested,
    /// Goods came back.
    Returned,
}

/// The text names no cause of a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the cause of a refund")]
pub struct UnknownRefundCause;

impl RefundCause {
    /// Every cause.
    pub const ALL: [Self; 6] =
        [Self::PaidTwice, Self::AmountDiffers, Self::OrderCancelled, Self::StockGone, Self::Requested, Self::Returned];

    /// The cause as stored, such as `paid_twice`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PaidTwice => "paid_twice",
            Self::AmountDiffers => "amount_differs",
            Self::OrderCancelled => "order_cancelled",
            Self::StockGone => "stock_gone",
            Self::Requested => "requested",
            Self::Returned => "returned",
        }
    }
}

impl FromStr for RefundCause {
    type Err = UnknownRefundCause;

    fn from_str(text: &str) -> Result<Self, UnknownRefundCause> {
        Self::ALL.into_iter().find(|cause| cause.code() == text).ok_or(UnknownRefundCause)
    }
}

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// The money is to go back; the provider may or may not know of it.
    Requested,
    /// The provider sent the money back.
    Refunded,
    /// The provider refused; staff must see to it.
    Failed,
}

/// The text names no state of a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a refund: requested, refunded or failed")]
pub struct UnknownRefundState;

impl RefundState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Requested, Self::Refunded, Self::Failed];

    /// The state as stored, such as `requested`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Refunded => "refunded",
            Self::Failed => "failed",
        }
    }
}

impl FromStr for RefundState {
    type Err = UnknownRefundState;

    fn from_str(text: &str) -> Result<Self, UnknownRefundState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownRefundState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_and_states_are_read_back_as_they_were_stored() {
        for cause in RefundCause::ALL {
            assert_eq!(cause.code().parse(), Ok(cause));
        }
        for state in RefundState::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
    }
}
