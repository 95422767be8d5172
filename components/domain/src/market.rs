//! Markets and locales, as the first segment of an address names them: `/en-gb/…`.
//!
//! Which there are is data ([`Markets`]); here stand the types by which code names them.

mod locale;
mod markets;
mod zone;

use std::fmt;

use serde::{Deserialize, Serialize};
use tinystr::TinyAsciiStr;

pub use locale::{Locale, UnknownLocale};
pub use markets::{MarketEntry, Markets};
pub use zone::{UnknownZone, Zone};

use crate::money::Currency;
use crate::text_type::ascii_type;

/// The code of a market, as addresses and the database name it: 2 to 8 small letters and digits, e.g. `gb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "TinyAsciiStr<8>", into = "TinyAsciiStr<8>")]
pub struct MarketCode(TinyAsciiStr<8>);

/// The text is no code, or no market of this shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a market of this shop")]
pub struct UnknownMarket;

impl TryFrom<TinyAsciiStr<8>> for MarketCode {
    type Error = UnknownMarket;

    fn try_from(code: TinyAsciiStr<8>) -> Result<Self, UnknownMarket> {
        let valid = code.len() >= 2 && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if valid { Ok(Self(code)) } else { Err(UnknownMarket) }
    }
}

ascii_type!(MarketCode, 8, UnknownMarket);

/// A country or region: two letters of ISO 3166, e.g. `GB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "TinyAsciiStr<2>", into = "TinyAsciiStr<2>")]
pub struct CountryCode(TinyAsciiStr<2>);

/// The text is no code of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a country such as GB")]
pub struct UnknownCountry;

impl CountryCode {
    /// What stands for a country that is not known.
    pub const UNKNOWN: Self = Self::from_static("ZZ");
}

impl TryFrom<TinyAsciiStr<2>> for CountryCode {
    type Error = UnknownCountry;

    fn try_from(code: TinyAsciiStr<2>) -> Result<Self, UnknownCountry> {
        let valid = code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
        if valid { Ok(Self(code)) } else { Err(UnknownCountry) }
    }
}

ascii_type!(CountryCode, 2, UnknownCountry);

/// A market: where the shop sells, in one currency, under one price list. What no page of it can do without; the rest is
/// read where it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Market {
    /// Its code.
    pub code: MarketCode,
    /// Its home country.
    pub country: CountryCode,
    /// The currency of its price list.
    pub currency: Currency,
    /// Its clock.
    pub zone: Zone,
}

impl Market {
    /// The code used in addresses and in the database, e.g. `gb`.
    pub fn code(&self) -> &str {
        self.code.as_str()
    }

    /// The currency of its price list.
    pub const fn currency(&self) -> Currency {
        self.currency
    }
}

/// The first segment of a shop URL: a locale and a market that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MarketLocale {
    /// The language of the page.
    pub locale: Locale,
    /// The market it sells to.
    pub market: Market,
}

impl MarketLocale {
    /// What a text such as `en-gb` says by itself: enough for addresses and for the language of a text.
    pub fn unlisted(segment: &str) -> Self {
        let (locale, code) = segment.rsplit_once('-').unwrap_or_default();
        let market = Market {
            code: code.parse().unwrap_or(MarketCode::from_static("zz")),
            country: CountryCode::UNKNOWN,
            currency: Currency::NONE,
            zone: Zone::UTC,
        };
        Self { locale: locale.parse().unwrap_or(Locale::ENGLISH), market }
    }

    /// The tag of `hreflang` and `lang`, e.g. `en-GB`; the language alone where the country is not known.
    pub fn language_tag(&self) -> String {
        match self.market.country {
            CountryCode::UNKNOWN => self.locale.to_string(),
            country => format!("{}-{country}", self.locale),
        }
    }
}

impl fmt::Display for MarketLocale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.locale, self.market.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_two_capital_letters_name_a_country() {
        assert_eq!("GB".parse(), Ok(CountryCode::from_static("GB")));
        for text in ["", "G", "gb", "G1", "GBR"] {
            assert_eq!(text.parse::<CountryCode>(), Err(UnknownCountry), "{text:?}");
        }
    }
}
