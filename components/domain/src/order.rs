//! Orders: their states, the transitions between them, and the number that a person reads out on the phone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::OrderId;

/// How long stock is held for an order whose payment is under way, in seconds.
pub const PAYMENT_HOLD_SECONDS: i64 = 30 * 60;
/// How long stock is held for an order paid by bank transfer, in seconds.
pub const TRANSFER_HOLD_SECONDS: i64 = 24 * 60 * 60;
/// How often a shopper may extend the hold.
pub const HOLD_EXTENSIONS_MAX: usize = 3;

/// How many orders with one mail address may wait for their payment at the same time. The command `place_order` repeats it.
pub const UNPAID_ORDERS_MAX: usize = 5;

/// The state of an order. The schema's trigger `orders_follow_their_states` repeats the transitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Placed, stock held, not yet paid.
    PendingPayment,
    /// Placed, stock held, to be paid by bank transfer.
    AwaitingTransfer,
    /// Paid, to be packed.
    Paid,
    /// On its way.
    Shipped,
    /// Arrived.
    Delivered,
    /// Cancelled; its stock is released.
    Cancelled,
    /// Not paid in time; its stock is released.
    Expired,
}

/// The text is not the code of an order state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an order")]
pub struct UnknownState;

impl OrderState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::PendingPayment,
        Self::AwaitingTransfer,
        Self::Paid,
        Self::Shipped,
        Self::Delivered,
        Self::Cancelled,
        Self::Expired,
    ];

    /// The state as stored, e.g. `pending_payment`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::AwaitingTransfer => "awaiting_transfer",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// Whether an order may go from here to `next`.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::PendingPayment | Self::AwaitingTransfer, Self::Paid | Self::Cancelled | Self::Expired)
                | (Self::Paid, Self::Shipped | Self::Cancelled)
                | (Self::Shipped, Self::Delivered)
        )
    }

    /// Whether stock is held for it until a deadline.
    pub const fn has_deadline(self) -> bool {
        matches!(self, Self::PendingPayment | Self::AwaitingTransfer)
    }
}

impl FromStr for OrderState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

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
}

/// The text is not the code of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an event of an order")]
pub struct UnknownEvent;

impl OrderEventKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Placed,
        Self::HoldExtended,
        Self::PaymentDeclined,
        Self::Paid,
        Self::Shipped,
        Self::Delivered,
        Self::Cancelled,
        Self::Expired,
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
        }
    }
}

impl FromStr for OrderEventKind {
    type Err = UnknownEvent;

    fn from_str(text: &str) -> Result<Self, UnknownEvent> {
        Self::ALL.into_iter().find(|kind| kind.code() == text).ok_or(UnknownEvent)
    }
}

/// The number a shopper reads out: `OP-` and twelve characters in groups of four, without look-alikes (Crockford's base 32).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber(String);

/// The text is not an order number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an order number: OP- and twelve letters or digits")]
pub struct InvalidNumber;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl OrderNumber {
    /// The number of an order: 60 bits of a hash of its id, so that one number reveals nothing about another.
    pub fn of(id: OrderId) -> Self {
        let digest = Sha256::digest(id.uuid().as_bytes());
        let bits = digest.iter().take(8).fold(0u64, |bits, &byte| (bits << 8) | u64::from(byte));
        let symbols: String =
            (0..12).map(|at| char::from(ALPHABET[usize::try_from((bits >> (at * 5)) & 31).unwrap_or(0)])).collect();
        Self::grouped(&symbols)
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn grouped(symbols: &str) -> Self {
        Self(format!("OP-{}-{}-{}", &symbols[0..4], &symbols[4..8], &symbols[8..12]))
    }
}

impl FromStr for OrderNumber {
    type Err = InvalidNumber;

    /// Accepts any case, spaces, missing dashes, and the look-alikes O, I and L.
    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let plain: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_uppercase()).collect();
        let symbols: String = plain
            .strip_prefix("OP")
            .unwrap_or(&plain)
            .chars()
            .map(|character| match character {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let known = |byte: u8| ALPHABET.contains(&byte);
        if symbols.len() == 12 && symbols.bytes().all(known) { Ok(Self::grouped(&symbols)) } else { Err(InvalidNumber) }
    }
}

impl TryFrom<String> for OrderNumber {
    type Error = InvalidNumber;

    fn try_from(text: String) -> Result<Self, InvalidNumber> {
        text.parse()
    }
}

impl From<OrderNumber> for String {
    fn from(number: OrderNumber) -> Self {
        number.0
    }
}

impl fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_order_that_is_over_goes_nowhere() {
        for over in [OrderState::Delivered, OrderState::Cancelled, OrderState::Expired] {
            assert!(OrderState::ALL.into_iter().all(|next| !over.may_become(next)), "{over:?}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_back_however_it_is_typed(bits: u128) {
            let number = OrderNumber::of(OrderId::new(uuid::Uuid::from_u128(bits)));
            let sloppy = number.as_str().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            // "op" itself begins with an o, which stays one.
            let sloppy = sloppy.replacen("op", "OP", 1);
            prop_assert_eq!(sloppy.parse::<OrderNumber>(), Ok(number));
        }

        #[test]
        fn any_text_is_a_number_or_an_error(text in "\\PC{0,40}") {
            if let Ok(number) = text.parse::<OrderNumber>() {
                prop_assert_eq!(number.as_str().len(), 17);
            }
        }
    }
}
