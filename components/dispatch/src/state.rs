//! What the handlers need.

use std::sync::Arc;

use outpost_db::sql::Sql;
use outpost_http::{HttpState, Ports};
use outpost_platform::{Clock, Entropy};

use crate::config::Config;
use crate::mailer::Mailer;

/// The ports of the component and its configuration.
#[derive(Clone)]
pub struct State {
    /// The nearest replica of the database: whether anything is due, and orders.
    pub replica: Arc<dyn Sql>,
    /// The primary database, where the outbox is.
    pub primary: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws the ids of requests.
    pub entropy: Arc<dyn Entropy>,
    /// The operator's configuration.
    pub config: Config,
    /// Who takes mails; `None`: they wait in the outbox.
    pub mailer: Option<Arc<dyn Mailer>>,
}

impl HttpState for State {
    const COMPONENT: &'static str = "dispatch";

    fn ports(&self) -> Ports<'_> {
        Ports { clock: &*self.clock, entropy: &*self.entropy, site: &self.config.site }
    }
}
