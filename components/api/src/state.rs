//! What the handlers need.

use std::sync::Arc;

use outpost_db::sql::Sql;
use outpost_http::site::Site;
use outpost_http::{HttpState, Ports};
use outpost_payment::Providers;
use outpost_platform::{Clock, Entropy};

/// The ports of the component and its configuration.
#[derive(Clone)]
pub struct State {
    /// The nearest replica of the database.
    pub replica: Arc<dyn Sql>,
    /// The primary database. Health reads it only where the host does not report its state; jobs use it for work.
    pub primary: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws the ids of requests and commands.
    pub entropy: Arc<dyn Entropy>,
    /// The payment providers that are configured.
    pub providers: Providers,
    /// Where the shop is reached.
    pub site: Site,
    /// The deployed version.
    pub build_id: String,
}

impl HttpState for State {
    const COMPONENT: &'static str = "api";

    fn ports(&self) -> Ports<'_> {
        Ports { clock: &*self.clock, entropy: &*self.entropy, site: &self.site }
    }
}
