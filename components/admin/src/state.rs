//! What every handler gets: databases, clock, randomness, counters, configuration.

use std::sync::Arc;

use outpost_db::sql::Sql;
use outpost_domain::ids::CommandId;
use outpost_platform::{Clock, Entropy, KeyValue};

use crate::config::Config;

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
