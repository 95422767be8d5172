//! The number of an order, which a person reads out on the phone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::ids::OrderId;

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
    use proptest::prelude::*;

    use super::*;

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
