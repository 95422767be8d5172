//! What surrounds every page: navigation, cart count, market.

use outpost_db::version::{Scope, Versions};
use outpost_domain::market::{Market, MarketCode};
use outpost_domain::settings::MarketSettings;
use outpost_http::{Failure, HttpState};
use outpost_web_shop::view::Shell;

use crate::page_request::PageRequest;
use crate::validator;

/// The layout of a page, and the data of its market that handlers need.
pub(crate) struct Layout {
    /// The view of the layout.
    pub shell: Shell,
    /// The versions of the market's scopes and of those that the client's ETag names, read in the same statement and before all
    /// other rows of the page.
    pub versions: Versions,
    /// The market's home country, e.g. `GB`.
    pub home_country: String,
    /// The countries that the market delivers to, by code.
    pub countries: Vec<String>,
    /// Codes of the ways to pay that the market offers, the suggested one first.
    pub payment_methods: Vec<String>,
    /// What the owner set for the market.
    pub settings: MarketSettings,
}

impl Layout {
    /// The versions of the shell of a market and of other scopes of it.
    pub fn versions_of<const N: usize>(&self, market: Market, others: [fn(MarketCode) -> Scope; N]) -> Versions {
        self.versions.of([Scope::Shell(market.code)].into_iter().chain(others.map(|scope| scope(market.code))))
    }
}

/// Reads the layout of the requested page in one statement, which brings the markets where they are others than this
/// instance knew.
pub(crate) async fn load(request: &PageRequest) -> Result<Layout, Failure> {
    let known = validator::known_scopes(request);
    let loaded =
        outpost_db::shell::load(&*request.state.replica, request.prefix, known, request.state.markets.tag()).await?;
    let markets = match loaded.markets {
        Some(markets) => request.state.markets.keep(markets, loaded.versions.tag(), request.state.now()),
        None => request.state.markets.known(),
    };
    let mut shell =
        Shell::new(markets, request.prefix, request.state.config.site.public_url.as_str(), request.path.as_str());
    shell.nav = loaded.nav;
    shell.cart_count = request.cart.pieces();
    shell.tax_included = loaded.tax_inclusive;
    shell.test_payments = request.state.config.test_payments;
    Ok(Layout {
        shell,
        versions: loaded.versions,
        home_country: loaded.home_country,
        countries: loaded.countries,
        payment_methods: loaded.payment_methods,
        settings: loaded.settings,
    })
}
