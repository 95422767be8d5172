//! Ids as separate types, so that the compiler tells them apart.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::text_type::text_type;

/// A stock keeping unit, which names a variant: 1 to 32 of `A-Z`, `0-9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sku(String);

/// The text is not a SKU.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SKU: 1 to 32 of the characters A-Z, 0-9 and '-'")]
pub struct InvalidSku;

impl FromStr for Sku {
    type Err = InvalidSku;

    fn from_str(text: &str) -> Result<Self, InvalidSku> {
        let allowed = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=32).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidSku)
        }
    }
}

text_type!(Sku, InvalidSku);

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps an id that the caller made (UUIDv7).
            pub const fn new(id: Uuid) -> Self {
                Self(id)
            }

            /// The id as a UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::try_parse(text).map(Self)
            }
        }
    };
}

uuid_id!(
    /// One order, and at the same time the command that places it: a retry carries the same id.
    OrderId
);
uuid_id!(
    /// One attempt to pay an order, at the same time the command that stores it and the provider's idempotency key.
    PaymentId
);
uuid_id!(
    /// One refund, at the same time the command that asked for it and the provider's idempotency key.
    RefundId
);
uuid_id!(
    /// One command sent to the primary database; a retry carries the same id and changes nothing.
    CommandId
);
uuid_id!(
    /// One customer.
    CustomerId
);
uuid_id!(
    /// One member of the staff, of the shop or of a vendor.
    StaffId
);
uuid_id!(
    /// One API token.
    TokenId
);
uuid_id!(
    /// One purchase order, and at the same time the command that creates it.
    PurchaseOrderId
);
uuid_id!(
    /// One transfer, and at the same time the command that sends it.
    TransferId
);
uuid_id!(
    /// One stock-take, and at the same time the command that opens it.
    StockTakeId
);
uuid_id!(
    /// One parcel of an order, and at the same time the command that ships it.
    FulfilmentId
);

uuid_id!(
    /// A link that was sent by mail.
    AccountTokenId
);
uuid_id!(
    /// An address that a customer saved.
    AddressId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sku_is_short_upper_case_text() {
        let check = |text: &str, valid: bool| assert_eq!(text.parse::<Sku>().is_ok(), valid, "{text:?}");
        check("MUG-0001-RED", true);
        check("", false);
        check("mug", false);
        check("A'; DROP TABLE", false);
        check(&"A".repeat(33), false);
    }
}
