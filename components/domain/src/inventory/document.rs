//! Numbers that people read out: of purchase orders and transfers.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Crockford's base 32: letters and digits without look-alikes.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

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

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(kind: &str, id: Uuid) -> Self {
        let digest = Sha256::digest(id.as_bytes());
        let symbols: String = digest.iter().take(8).map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect();
        Self::grouped(kind, &symbols)
    }

    fn grouped(kind: &str, symbols: &str) -> Self {
        Self(format!("{kind}-{}-{}", &symbols[..4], &symbols[4..]))
    }
}

impl FromStr for DocumentNumber {
    type Err = InvalidDocumentNumber;

    /// Accepts any case, spaces and missing dashes.
    fn from_str(text: &str) -> Result<Self, InvalidDocumentNumber> {
        let plain: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|character| character.to_ascii_uppercase()).collect();
        let (kind, symbols) = plain.split_at_checked(2).ok_or(InvalidDocumentNumber)?;
        let is_known = ["PO", "TR"].contains(&kind);
        if is_known && symbols.len() == 8 && symbols.bytes().all(|byte| ALPHABET.contains(&byte)) {
            Ok(Self::grouped(kind, symbols))
        } else {
            Err(InvalidDocumentNumber)
        }
    }
}

impl TryFrom<String> for DocumentNumber {
    type Error = InvalidDocumentNumber;

    fn try_from(text: String) -> Result<Self, InvalidDocumentNumber> {
        text.parse()
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.0
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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
