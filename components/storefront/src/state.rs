//! What every handler is given: databases, clock, randomness, counters, configuration.

use std::sync::Arc;

use outpost_db::sql::Sql;
use outpost_platform::{Clock, Entropy, KeyValue};

use crate::config::Config;
use crate::security::Spent;

/// The ports of one storefront and its configuration.
pub struct State {
    /// The nearest copy of the database: every page reads here.
    pub replica: Arc<dyn Sql>,
    /// The one writer: commands, and reads that must be fresh.
    pub primary: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws ids.
    pub entropy: Arc<dyn Entropy>,
    /// Counts writes per visitor.
    pub key_value: Arc<dyn KeyValue>,
    /// The same, for writes that come at once.
    pub spent: Spent,
    /// What the operator decided.
    pub config: Config,
}

/// The state as handlers share it.
pub(crate) type Shared = Arc<State>;

impl State {
    /// Now, in seconds since 1970.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now().unix_timestamp()
    }
}
