//! From the shell's row to the surroundings of a page.

use outpost_web_shop::view::Shell;

use crate::failure::Failure;
use crate::visit::Visit;

/// The surroundings of a page, and the facts of its market that handlers need.
pub(crate) struct Surroundings {
    /// What the page is given.
    pub shell: Shell,
    /// The data version, read with the surroundings and before anything else.
    pub version: i64,
    /// The market's home country, e.g. `GB`.
    pub home_country: String,
    /// Where the market delivers, by code.
    pub countries: Vec<String>,
}

/// Reads the surroundings of the page that is visited; one statement.
pub(crate) async fn load(visit: &Visit) -> Result<Surroundings, Failure> {
    let loaded = outpost_db::shell::load(&*visit.state.replica, visit.prefix).await?;
    let mut shell = Shell::new(visit.prefix, visit.state.config.public_url.as_str(), visit.path.as_str());
    shell.nav = loaded.nav;
    shell.cart_count = visit.cart.pieces();
    shell.tax_included = loaded.tax_inclusive;
    shell.test_payments = visit.state.config.test_payments;
    Ok(Surroundings { shell, version: loaded.version, home_country: loaded.home_country, countries: loaded.countries })
}
