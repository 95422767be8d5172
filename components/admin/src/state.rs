//! What every handler gets: databases, clock, randomness, counters, configuration.

use std::sync::Arc;

use http::request::Parts;
use outpost_db::sql::{BoxFuture, Sql};
use outpost_domain::ids::CommandId;
use outpost_http::secrets::Secrets;
use outpost_http::site::Site;
use outpost_http::{Access, Failure, FormState, HttpState};
use outpost_platform::{Clock, Entropy, KeyValue};

use crate::config::Config;
use crate::session;

/// The ports of the panel and its configuration.
pub struct State {
    /// The nearest replica of the database: screens read here.
    pub replica: Arc<dyn Sql>,
    /// The primary database: commands, and reads right after them.
    pub primary: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws ids and secrets.
    pub entropy: Arc<dyn Entropy>,
    /// Counts writes by client.
    pub key_value: Arc<dyn KeyValue>,
    /// The operator's configuration.
    pub config: Config,
}

/// The state as handlers share it.
pub(crate) type Shared = Arc<State>;

impl State {
    /// The id of a command that is about to be sent.
    pub(crate) fn command_id(&self) -> CommandId {
        CommandId::new(self.entropy.uuid_v7(self.clock.now()))
    }
}

impl HttpState for State {
    fn component(&self) -> &'static str {
        "admin"
    }

    fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    fn entropy(&self) -> &dyn Entropy {
        &*self.entropy
    }

    fn site(&self) -> &Site {
        &self.config.site
    }

    fn authorise<'a>(&'a self, access: Access, parts: &'a mut Parts) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(session::authorise(self, access, parts))
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
