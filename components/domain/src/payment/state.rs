//! The states of a payment and the ways between them.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// The attempt is stored; the provider may or may not know of it.
    Created,
    /// The provider waits for the shopper: a hosted page, a challenge, a transfer.
    NeedsAction,
    /// The money is reserved and can be captured or voided.
    Authorised,
    /// The money was taken.
    Captured,
    /// The provider declined; the shopper may try again with another payment.
    Failed,
    /// Given up before money was taken.
    Voided,
}

/// The text names no payment state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a payment state: created, needs_action, authorised, captured, failed or voided")]
pub struct UnknownPaymentState;

impl PaymentState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Created, Self::NeedsAction, Self::Authorised, Self::Captured, Self::Failed, Self::Voided];

    /// The state as stored, such as `needs_action`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::NeedsAction => "needs_action",
            Self::Authorised => "authorised",
            Self::Captured => "captured",
            Self::Failed => "failed",
            Self::Voided => "voided",
        }
    }

    /// Whether a provider's report may move a payment from here to `next`. The table `payment_state` repeats it by rank.
    ///
    /// Reports come late, twice and out of order. Money received always counts, so a failed or voided payment may
    /// still turn out to be captured; a captured one never becomes anything else.
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Created => !matches!(next, Self::Created),
            Self::NeedsAction => !matches!(next, Self::Created | Self::NeedsAction),
            Self::Authorised => matches!(next, Self::Captured | Self::Failed | Self::Voided),
            Self::Failed | Self::Voided => matches!(next, Self::Captured),
            Self::Captured => false,
        }
    }

    /// Whether the payment may still bring money without a new attempt.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::NeedsAction | Self::Authorised)
    }
}

impl FromStr for PaymentState {
    type Err = UnknownPaymentState;

    fn from_str(text: &str) -> Result<Self, UnknownPaymentState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownPaymentState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_that_was_taken_stays_taken() {
        assert!(PaymentState::ALL.into_iter().all(|next| !PaymentState::Captured.may_become(next)));
    }

    #[test]
    fn late_money_is_recorded_whatever_was_thought_before() {
        let others = PaymentState::ALL.into_iter().filter(|state| *state != PaymentState::Captured);
        for state in others {
            assert!(state.may_become(PaymentState::Captured), "{state:?}");
        }
    }

    #[test]
    fn a_state_is_read_back_as_it_was_stored() {
        for state in PaymentState::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        assert_eq!("paid".parse::<PaymentState>(), Err(UnknownPaymentState));
    }
}
