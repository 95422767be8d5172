//! Reading one's own writes, and never older news after newer: which database an order is read from.
//!
//! A signed and sealed cookie remembers this browser's last command and how far the databases were that it has been
//! shown. A replica that is as far answers; one that is behind, or has never heard of the order, leaves it to the primary.
//! The cookie goes with the browser, so this holds in whichever region the next request lands.

use outpost_db::order::{Order, Sighting, sight};
use outpost_db::sql::SqlError;
use outpost_domain::ids::CommandId;
use outpost_domain::order::OrderNumber;

use crate::cookies::{Jar, Kind};
use crate::visit::Visit;

/// What a database must have had to answer this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Mark {
    /// The newest entry of the audit log that this browser has been shown the effects of.
    position: i64,
    /// Its last command, until it was seen in a database: only then is its position known.
    command: Option<CommandId>,
}

impl Mark {
    fn read(jar: &Jar) -> Self {
        let text = jar.get(Kind::Written).unwrap_or_default();
        let (position, command) = text.split_once('.').unwrap_or((&text, ""));
        Self { position: position.parse().unwrap_or(0), command: command.parse().ok() }
    }

    fn write(self, jar: &mut Jar) {
        let command = self.command.map(|id| id.to_string()).unwrap_or_default();
        jar.set(Kind::Written, format!("{}.{command}", self.position));
    }

    fn is_met_by(self, found: &Sighting) -> bool {
        found.position >= self.position && (self.command.is_none() || found.has_command)
    }
}

/// Remembers the last command of this browser. Later commands come after it everywhere, so one is enough.
pub(crate) fn wrote(jar: &mut Jar, command: CommandId) {
    Mark { command: Some(command), ..Mark::read(jar) }.write(jar);
}

/// Remembers that this browser is about to be shown what a replica holds.
pub(crate) fn saw(jar: &mut Jar, found: &Sighting) {
    let mark = Mark::read(jar);
    let command = mark.command.filter(|_| !found.has_command);
    Mark { position: mark.position.max(found.position), command }.write(jar);
}

/// The order as this browser left it or has seen it, or later; at most two statements.
///
/// What is read from the primary sets the mark whatever it was: after a restore the primary may be behind a mark that
/// promises what no longer exists.
pub(crate) async fn load(visit: &mut Visit, number: &OrderNumber) -> Result<Option<Order>, SqlError> {
    let mark = Mark::read(&visit.jar);
    let near = sight(&*visit.state.replica, number, mark.command).await?;
    if let Some(found) = near.filter(|found| mark.is_met_by(found)) {
        saw(&mut visit.jar, &found);
        return Ok(Some(found.order));
    }
    let Some(found) = sight(&*visit.state.primary, number, None).await? else { return Ok(None) };
    Mark { position: found.position, command: None }.write(&mut visit.jar);
    Ok(Some(found.order))
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use outpost_domain::ids::CommandId;
    use uuid::Uuid;

    use super::*;
    use crate::testing;

    #[test]
    fn a_mark_survives_its_cookie_and_a_damaged_one_asks_for_nothing() {
        let mut jar = Jar::read(&HeaderMap::new(), &testing::config().key);
        assert_eq!(Mark::read(&jar), Mark::default());
        let mark = Mark { position: 17, command: Some(CommandId::new(Uuid::from_u128(3))) };
        mark.write(&mut jar);
        assert_eq!(Mark::read(&jar), mark);
        Mark { command: None, ..mark }.write(&mut jar);
        assert_eq!(Mark::read(&jar), Mark { position: 17, command: None });
        jar.set(Kind::Written, "x".to_owned());
        assert_eq!(Mark::read(&jar), Mark::default());
    }
}
