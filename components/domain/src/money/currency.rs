//! Currencies of ISO 4217.

use std::fmt;
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::MoneyError;

/// The currencies whose minor unit has so many decimals, by code.
const BY_EXPONENT: [(u32, &str); 4] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (
        2,
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP \
         CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES \
         KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK \
         NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB \
         TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG",
    ),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];

/// A currency of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    code: &'static str,
    exponent: u32,
}

impl Currency {
    /// What ISO 4217 names a transaction without a currency.
    pub const NONE: Self = Self { code: "XXX", exponent: 0 };

    /// Every currency.
    pub fn all() -> impl Iterator<Item = Self> {
        BY_EXPONENT.into_iter().flat_map(|(exponent, codes)| codes.split(' ').map(move |code| Self { code, exponent }))
    }

    /// A code that stands in the source.
    ///
    /// # Panics
    /// When ISO 4217 does not list it.
    pub const fn from_static(code: &'static str) -> Self {
        match find(code) {
            Some(currency) => currency,
            None => panic!("not a currency of ISO 4217"),
        }
    }

    /// The ISO 4217 code, e.g. `GBP`.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// How many decimals the minor unit stands for: 2 for pence, 0 for yen, 3 for fils.
    pub const fn exponent(self) -> u32 {
        self.exponent
    }
}

/// Codes are three letters and a space, so the code number `n` begins at `4 n`.
const fn find(code: &str) -> Option<Currency> {
    let [a, b, c] = *code.as_bytes() else { return None };
    let mut row = 0;
    while row < BY_EXPONENT.len() {
        let (exponent, codes) = BY_EXPONENT[row];
        let bytes = codes.as_bytes();
        let mut at = 0;
        while at + 3 <= bytes.len() {
            if bytes[at] == a && bytes[at + 1] == b && bytes[at + 2] == c {
                return Some(Currency { code: codes.split_at(at).1.split_at(3).0, exponent });
            }
            at += 4;
        }
        row += 1;
    }
    None
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(code: &str) -> Result<Self, MoneyError> {
        find(code).ok_or_else(|| MoneyError::UnknownCurrency(code.to_owned()))
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_found_by_its_code() {
        assert_eq!(Currency::all().count(), 156, "listed");
        for currency in Currency::all() {
            assert_eq!(currency.code().parse(), Ok(currency));
        }
        for code in ["", "GB", "gbp", "P BI", "XXX"] {
            assert!(code.parse::<Currency>().is_err(), "{code:?}");
        }
        let exponent = |code: &str| code.parse().map(Currency::exponent);
        assert_eq!([exponent("USD"), exponent("JPY"), exponent("KWD")], [Ok(2), Ok(0), Ok(3)]);
    }
}
