//! What every handler gets: databases, clock, randomness, counters, configuration.

use std::sync::Arc;

use outpost_db::sql::Sql;
use outpost_http::markets::MarketCache;
use outpost_http::secrets::Secrets;
use outpost_http::{FormState, HttpState, MarketState, Ports};
use outpost_payment::Providers;
use outpost_platform::{Clock, Entropy, KeyValue};

use crate::config::Config;
use crate::log;

/// The ports of one storefront and its configuration.
pub struct State {
    /// The nearest replica of the database: every page reads here.
    pub replica: Arc<dyn Sql>,
    /// The markets.
    pub markets: MarketCache,
    /// The primary database: commands, and reads that must be fresh.
    pub primary: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws ids.
    pub entropy: Arc<dyn Entropy>,
    /// Counts writes by client.
    pub key_value: Arc<dyn KeyValue>,
    /// The payment providers that are configured.
    pub providers: Providers,
    /// The operator's configuration.
    pub config: Config,
}

/// The state as handlers share it.
pub(crate) type Shared = Arc<State>;

impl HttpState for State {
    const COMPONENT: &'static str = log::COMPONENT;

    fn ports(&self) -> Ports<'_> {
        Ports { clock: &*self.clock, entropy: &*self.entropy, site: &self.config.site }
    }
}

impl MarketState for State {
    fn markets(&self) -> &MarketCache {
        &self.markets
    }
}

impl FormState for State {
    fn key_value(&self) -> &dyn KeyValue {
        &*self.key_value
    }

    fn secrets(&self) -> &Secrets {
        &self.config.secrets
    }
}
