//! What every handler gets: databases, clock, randomness, counters, configuration.

use std::sync::Arc;

use http::Method;
use http::request::Parts;
use outpost_db::sql::{BoxFuture, Sql};
use outpost_http::cookies::Cookies;
use outpost_http::market_path;
use outpost_http::markets::MarketCache;
use outpost_http::respond;
use outpost_http::secrets::Secrets;
use outpost_http::{Access, Failure, FormState, HttpState, MarketState, Ports};
use outpost_platform::{Clock, Entropy, KeyValue};
use outpost_web_account::paths;

use crate::config::Config;
use crate::hasher::PasswordHasher;
use crate::session::Session;

/// The ports of accounts and their configuration.
pub struct State {
    /// The nearest replica of the database: pages read here.
    pub replica: Arc<dyn Sql>,
    /// The markets.
    pub markets: MarketCache,
    /// The primary database: commands, credentials, and reads that must be fresh.
    pub primary: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws ids, salts and session ids.
    pub entropy: Arc<dyn Entropy>,
    /// Counts attempts by client.
    pub key_value: Arc<dyn KeyValue>,
    /// Hashes passwords.
    pub hasher: Arc<dyn PasswordHasher>,
    /// The operator's configuration.
    pub config: Config,
}

/// The state as handlers share it.
pub(crate) type Shared = Arc<State>;

impl HttpState for State {
    const COMPONENT: &'static str = "account";

    fn ports(&self) -> Ports<'_> {
        Ports { clock: &*self.clock, entropy: &*self.entropy, site: &self.config.site }
    }

    /// A browser without a session is asked to log in. Whether a session is still open is decided where the page is read,
    /// and on the primary by every command.
    fn authorise<'a>(&'a self, access: Access, parts: &'a mut Parts) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            let cookies = Cookies::read(&parts.headers, &self.config.secrets, self.now());
            match (access, Session::read(&cookies)) {
                (Access::Customer, Some(_)) => Ok(()),
                (Access::Customer, None) => {
                    let markets = self.markets.get(self.now()).await?;
                    let (prefix, _) = market_path::split(&markets, parts.uri.path()).ok_or(Failure::NotFound)?;
                    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
                    let location = match parts.method {
                        Method::GET => paths::login_then(prefix, target),
                        _ => paths::login(prefix),
                    };
                    Err(respond::see_other(&cookies, &location).into())
                }
                _ => Err(Failure::Forbidden("only customers log in here")),
            }
        })
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
