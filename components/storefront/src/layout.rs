//! What surrounds every page: navigation, cart count, market.

use outpost_web_shop::view::Shell;

use crate::failure::Failure;
use crate::page_request::PageRequest;

/// The layout of a page, and the data of its market that handlers need.
pub(crate) struct Layout {
    /// The view of the layout.
    pub shell: Shell,
    /// The data version, read in the same statement and before all other rows of the page.
    pub version: i64,
    /// The market's home country, e.g. `GB`.
    pub home_country: String,
    /// The countries that the market delivers to, by code.
    pub countries: Vec<String>,
}

/// Reads the layout of the requested page in one statement.
pub(crate) async fn load(request: &PageRequest) -> Result<Layout, Failure> {
    let loaded = outpost_db::shell::load(&*request.state.replica, request.prefix).await?;
    let mut shell = Shell::new(request.prefix, request.state.config.site.public_url.as_str(), request.path.as_str());
    shell.nav = loaded.nav;
    shell.cart_count = request.cart.pieces();
    shell.tax_included = loaded.tax_inclusive;
    shell.test_payments = request.state.config.test_payments;
    Ok(Layout { shell, version: loaded.version, home_country: loaded.home_country, countries: loaded.countries })
}
