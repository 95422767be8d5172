//! Addresses below a market: `/en-gb/cart` is the path `/cart` in the market and language `en-gb`.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::header::{ACCEPT_LANGUAGE, HeaderMap};
use http::request::Parts;
use outpost_domain::market::{MarketLocale, Markets};

use crate::cookies::{Cookies, Kind};
use crate::failure::{Failure, FailureReport};
use crate::request_context::RequestContext;
use crate::secrets::Secrets;
use crate::state::MarketState;

/// The address of a request below a market. Any other first segment is not found.
#[derive(Clone, Debug)]
pub struct MarketPath {
    /// Every market.
    pub markets: Arc<Markets>,
    /// Market and language.
    pub prefix: MarketLocale,
    /// The path after the prefix, without the query: ``, `/c/lamps`.
    pub path: String,
}

impl<S: MarketState> FromRequestParts<S> for MarketPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let markets = state.markets().get(state.now()).await?;
        let (prefix, path) = split(&markets, parts.uri.path()).ok_or(Failure::NotFound)?;
        let path = path.to_owned();
        Ok(Self { markets, prefix, path })
    }
}

/// Splits a path into market and rest; `None` where it does not begin with a market.
pub fn split<'a>(markets: &Markets, path: &'a str) -> Option<(MarketLocale, &'a str)> {
    let segment = path.strip_prefix('/')?.split('/').next()?;
    Some((markets.prefix(segment)?, &path[1 + segment.len()..]))
}

/// The market that a visitor chose, else the one that the browser's languages suggest; `None` in a shop without markets.
pub fn preferred(markets: &Markets, headers: &HeaderMap) -> Option<MarketLocale> {
    // The choice is no secret.
    let cookies = Cookies::read(headers, &Secrets::default(), 0);
    cookies.get(Kind::Market).and_then(|text| markets.prefix(&text)).or_else(|| {
        let languages = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        markets.negotiate(languages.unwrap_or(""))
    })
}

/// The markets and the prefix for the page of a failure: that of the address, else the visitor's. A failure of ours costs no
/// statement; where no market is known, the page is in a language of the address or in English.
pub async fn of_failure<S: MarketState>(
    state: &S,
    context: &RequestContext,
    report: &FailureReport,
) -> (Arc<Markets>, MarketLocale) {
    let known = state.markets().known();
    let markets = if report.is_ours { known } else { state.markets().get(state.now()).await.unwrap_or(known) };
    let prefix = split(&markets, &context.path).map(|(prefix, _)| prefix);
    let prefix = prefix.or_else(|| preferred(&markets, &context.headers));
    (markets, prefix.unwrap_or_else(|| MarketLocale::unlisted(context.path.split('/').nth(1).unwrap_or_default())))
}
