//! Ways to pay, and the providers behind them. A market offers those that it has switched on (`market_payment_method`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::order::{PAID_LATER_HOLD_SECONDS, PAYMENT_HOLD_SECONDS};

/// A way to pay, as the shopper chooses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// Card, on a page of the provider.
    Card,
    /// Cash at the till of a convenience store, with a number that the provider gives.
    ConvenienceStore,
    /// Bank transfer, matched by staff.
    Transfer,
    /// Cash to the carrier, recorded by staff.
    OnDelivery,
}

/// The text names no way to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a way to pay: card, convenience_store, transfer or on_delivery")]
pub struct UnknownPaymentMethod;

impl PaymentMethod {
    /// Every way to pay.
    pub const ALL: [Self; 4] = [Self::Card, Self::ConvenienceStore, Self::Transfer, Self::OnDelivery];

    /// The method as stored and as posted by forms, such as `card`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::ConvenienceStore => "convenience_store",
            Self::Transfer => "transfer",
            Self::OnDelivery => "on_delivery",
        }
    }

    /// Who takes the money.
    pub const fn provider(self) -> PaymentProviderCode {
        match self {
            Self::Card | Self::ConvenienceStore => PaymentProviderCode::Sandbox,
            Self::Transfer | Self::OnDelivery => PaymentProviderCode::Manual,
        }
    }

    /// Whether the shopper goes to a page of the provider right after ordering.
    pub const fn is_hosted(self) -> bool {
        !matches!(self.provider(), PaymentProviderCode::Manual)
    }

    /// Whether the shopper pays somewhere else, within a day. Orders that wait for such a payment hold only a part of the
    /// stock, and their hold is not extended. `payment_method` has the same flag.
    pub const fn is_paid_later(self) -> bool {
        matches!(self, Self::ConvenienceStore | Self::Transfer)
    }

    /// How long stock is held for the payment, in seconds; `None`: until the order is sent.
    pub const fn hold_seconds(self) -> Option<i64> {
        match self {
            Self::Card => Some(PAYMENT_HOLD_SECONDS),
            Self::ConvenienceStore | Self::Transfer => Some(PAID_LATER_HOLD_SECONDS),
            Self::OnDelivery => None,
        }
    }
}

impl FromStr for PaymentMethod {
    type Err = UnknownPaymentMethod;

    fn from_str(code: &str) -> Result<Self, UnknownPaymentMethod> {
        Self::ALL.into_iter().find(|method| method.code() == code).ok_or(UnknownPaymentMethod)
    }
}

/// A payment provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentProviderCode {
    /// The provider to try with; it moves no money.
    Sandbox,
    /// Staff, who see the money arrive.
    Manual,
}

/// The text names no payment provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a payment provider: sandbox or manual")]
pub struct UnknownPaymentProvider;

impl PaymentProviderCode {
    /// Every provider.
    pub const ALL: [Self; 2] = [Self::Sandbox, Self::Manual];

    /// The provider as stored and as its webhook's address has it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Manual => "manual",
        }
    }
}

impl fmt::Display for PaymentProviderCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for PaymentProviderCode {
    type Err = UnknownPaymentProvider;

    fn from_str(code: &str) -> Result<Self, UnknownPaymentProvider> {
        Self::ALL.into_iter().find(|provider| provider.code() == code).ok_or(UnknownPaymentProvider)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_and_providers_are_read_back_as_they_were_stored() {
        for method in PaymentMethod::ALL {
            assert_eq!(method.code().parse(), Ok(method));
        }
        for provider in PaymentProviderCode::ALL {
            assert_eq!(provider.to_string().parse(), Ok(provider));
        }
        assert_eq!("test".parse::<PaymentMethod>(), Err(UnknownPaymentMethod));
    }

    #[test]
    fn only_what_is_paid_on_the_spot_holds_stock_no_longer_than_a_checkout() {
        for method in PaymentMethod::ALL {
            let on_the_spot = method.is_hosted() && !method.is_paid_later();
            assert_eq!(method.hold_seconds() == Some(PAYMENT_HOLD_SECONDS), on_the_spot, "{method:?}");
        }
    }
}
