//! The number of an order, which a person reads out on the phone.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::OrderId;
use crate::readable;
use crate::text_type::text_type;

const PREFIX: &str = "OP";

/// The number a shopper reads out: `OP-` and twelve characters in groups of four, without look-alikes (Crockford's base 32).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber(String);

/// The text is not an order number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an order number: OP- and twelve letters or digits")]
pub struct InvalidNumber;

impl OrderNumber {
    /// The number of an order: 60 bits of a hash of its id, so that one number reveals nothing about another.
    pub fn of(id: OrderId) -> Self {
        let digest = Sha256::digest(id.uuid().as_bytes());
        let bits = digest.iter().take(8).fold(0u64, |bits, &byte| (bits << 8) | u64::from(byte));
        let characters: String = (0..12).map(|at| readable::character((bits >> (at * 5)).to_le_bytes()[0])).collect();
        Self(readable::grouped(PREFIX, &characters))
    }

    /// The beginning of a number as it is stored, from what a person typed of it.
    pub fn beginning(typed: &str) -> String {
        let plain = readable::plain(typed);
        readable::grouped(PREFIX, plain.strip_prefix(PREFIX).unwrap_or(&plain))
    }
}

impl FromStr for OrderNumber {
    type Err = InvalidNumber;

    /// Accepts any case, spaces, missing dashes, and the look-alikes O, I and L.
    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let plain = readable::plain(text);
        let characters = readable::characters(plain.strip_prefix(PREFIX).unwrap_or(&plain), 12);
        characters.map(|characters| Self(readable::grouped(PREFIX, &characters))).ok_or(InvalidNumber)
    }
}

text_type!(OrderNumber, InvalidNumber);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_beginning_of_a_number_is_found_however_it_is_typed() {
        let check = |typed: &str, expect: &str| assert_eq!(OrderNumber::beginning(typed), expect, "{typed}");
        check("op-1a2b", "OP-1A2B");
        check("1a2b3", "OP-1A2B-3");
        check("OP 1A2B 3C4D 5E6F", "OP-1A2B-3C4D-5E6F");
        check("%", "OP-");
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
