//! Addresses below a market: `/en-gb/cart` is the path `/cart` in the market and language `en-gb`.

use axum::extract::FromRequestParts;
use http::header::{ACCEPT_LANGUAGE, HeaderMap};
use http::request::Parts;
use outpost_domain::market::MarketLocale;

use crate::cookies::{Cookies, Kind};
use crate::failure::Failure;
use crate::secrets::Secrets;

/// The address of a request below a market. Any other first segment is not found.
#[derive(Clone, Debug)]
pub struct MarketPath {
    /// Market and language.
    pub prefix: MarketLocale,
    /// The path after the prefix, without the query: ``, `/c/lamps`.
    pub path: String,
}

impl MarketPath {
    /// Splits a path; `None` where it does not begin with a market.
    pub fn parse(path: &str) -> Option<Self> {
        let segment = path.strip_prefix('/')?.split('/').next()?;
        Some(Self { prefix: segment.parse().ok()?, path: path[1 + segment.len()..].to_owned() })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for MarketPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        Self::parse(parts.uri.path()).ok_or(Failure::NotFound)
    }
}

/// The market that a visitor chose, else the one that the browser's languages suggest.
pub fn preferred(headers: &HeaderMap) -> MarketLocale {
    // The choice is no secret.
    let cookies = Cookies::read(headers, &Secrets::default(), 0);
    cookies.get(Kind::Market).and_then(|text| text.parse().ok()).unwrap_or_else(|| {
        let languages = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        MarketLocale::negotiate(languages.unwrap_or(""))
    })
}
