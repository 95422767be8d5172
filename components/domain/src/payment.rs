//! Ways to pay and what can become of a payment.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A payment gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentGateway {
    /// Card, by the built-in test gateway.
    Test,
    /// Bank transfer, matched by hand.
    Manual,
}

/// The text names no payment gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a payment gateway: test or manual")]
pub struct UnknownGateway;

impl PaymentGateway {
    /// Every gateway.
    pub const ALL: [Self; 2] = [Self::Test, Self::Manual];

    /// The gateway as stored and as posted by forms, e.g. `test`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Manual => "manual",
        }
    }

    /// The way to pay that it carries out, as orders name it, e.g. `card`.
    pub const fn method_code(self) -> &'static str {
        match self {
            Self::Test => "card",
            Self::Manual => "transfer",
        }
    }

    /// The gateway that carries out a way to pay.
    pub fn of_method(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gateway| gateway.method_code() == code)
    }
}

impl FromStr for PaymentGateway {
    type Err = UnknownGateway;

    fn from_str(code: &str) -> Result<Self, UnknownGateway> {
        Self::ALL.into_iter().find(|gateway| gateway.code() == code).ok_or(UnknownGateway)
    }
}

/// Why a payment failed. The order and its hold stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclineReason {
    /// The bank declined.
    Declined,
    /// Not enough money.
    InsufficientFunds,
    /// The shopper, or the bank, refused the 3-D Secure step.
    NotAuthenticated,
    /// The gateway did not answer; nothing was charged.
    TimedOut,
}
