//! What the handlers need.

use std::sync::Arc;

use outpost_db::sql::Sql;
use outpost_platform::{Clock, Entropy, Http, Timer};

use crate::config::Config;

/// The ports of the component and its configuration.
#[derive(Clone)]
pub struct State {
    /// The provider's own database.
    pub database: Arc<dyn Sql>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Draws references and ids.
    pub entropy: Arc<dyn Entropy>,
    /// Sends webhooks.
    pub http: Arc<dyn Http>,
    /// Waits where a script wants no answer.
    pub timer: Arc<dyn Timer>,
    /// The settings.
    pub config: Config,
}

impl State {
    /// Milliseconds since 1970.
    pub(crate) fn now_ms(&self) -> i64 {
        let milliseconds = self.clock.now().unix_timestamp_nanos() / 1_000_000;
        i64::try_from(milliseconds).unwrap_or(i64::MAX)
    }

    /// An id that nobody can guess: the prefix and 32 hexadecimal digits.
    pub(crate) fn draw_id(&self, prefix: &str) -> String {
        let mut random = [0; 16];
        self.entropy.fill(&mut random);
        random.iter().fold(format!("{prefix}_"), |id, byte| id + &format!("{byte:02x}"))
    }
}
