//! Numbers that people read out: of purchase orders and transfers.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::readable;
use crate::text_type::text_type;

/// The number of a document: two letters for its kind and eight characters of a hash of its id, e.g. `PO-7K2M-4ZQ1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber(String);

/// The text is not the number of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the number of a document: PO- or TR- and eight letters or digits")]
pub struct InvalidDocumentNumber;

impl DocumentNumber {
    /// The number of a purchase order.
    pub fn of_purchase_order(id: Uuid) -> Self {
        Self::of("PO", id)
    }

    /// The number of a transfer.
    pub fn of_transfer(id: Uuid) -> Self {
        Self::of("TR", id)
    }

    fn of(kind: &str, id: Uuid) -> Self {
        let digest = Sha256::digest(id.as_bytes());
        let characters: String = digest.iter().take(8).map(|&byte| readable::character(byte)).collect();
        Self(readable::grouped(kind, &characters))
    }
}

impl FromStr for DocumentNumber {
    type Err = InvalidDocumentNumber;

    /// Accepts any case, spaces, missing dashes, and the look-alikes O, I and L.
    fn from_str(text: &str) -> Result<Self, InvalidDocumentNumber> {
        let plain = readable::plain(text);
        let (kind, rest) = plain.split_at_checked(2).ok_or(InvalidDocumentNumber)?;
        let characters = readable::characters(rest, 8).filter(|_| ["PO", "TR"].contains(&kind));
        characters.map(|characters| Self(readable::grouped(kind, &characters))).ok_or(InvalidDocumentNumber)
    }
}

text_type!(DocumentNumber, InvalidDocumentNumber);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_number_is_read_back_however_it_is_typed(bits: u128) {
            let number = DocumentNumber::of_purchase_order(Uuid::from_u128(bits));
            let sloppy = number.as_str().to_lowercase().replace('-', " ");
            prop_assert_eq!(sloppy.parse::<DocumentNumber>(), Ok(number));
        }

        #[test]
        fn any_text_is_a_number_or_an_error(text in "\\PC{0,20}") {
            if let Ok(number) = text.parse::<DocumentNumber>() {
                prop_assert_eq!(number.as_str().len(), 12);
            }
        }
    }
}
