//! Codes of reference tables that the stockroom names.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::text_type::text_type;

/// The text is not a code: 1 to 32 of the characters a-z, 0-9, `_` and `-`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code: 1 to 32 of the characters a-z, 0-9, '_' and '-'")]
pub struct InvalidCode;

fn is_code(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_' || byte == b'-';
    (1..=32).contains(&text.len()) && text.bytes().all(allowed)
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl FromStr for $name {
            type Err = InvalidCode;

            fn from_str(text: &str) -> Result<Self, InvalidCode> {
                if is_code(text) { Ok(Self(text.to_owned())) } else { Err(InvalidCode) }
            }
        }

        text_type!($name, InvalidCode);
    };
}

code!(
    /// A location of the table `location`, e.g. `lon`.
    LocationCode
);
code!(
    /// Why pieces come or go, of the table `stock_movement_reason`, e.g. `damaged`.
    MovementReason
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_short_lower_case_text() {
        let check = |text: &str, valid: bool| assert_eq!(text.parse::<LocationCode>().is_ok(), valid, "{text:?}");
        check("lon", true);
        check("stock_take", true);
        check("", false);
        check("Lon", false);
        check("lon'; --", false);
        check(&"a".repeat(33), false);
    }
}
