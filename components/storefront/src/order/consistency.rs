//! Consistency tokens: a browser reads its own writes, and never older data after newer data.
//!
//! An encrypted cookie holds this browser's last command and the newest data it was shown. A replica that has both
//! answers; otherwise the primary does. The cookie travels with the browser, so this holds in whichever region the next
//! request arrives.

use outpost_db::order::{Order, Sighting, sight};
use outpost_db::sql::SqlError;
use outpost_domain::ids::CommandId;
use outpost_domain::order::OrderNumber;

use crate::cookies::{Cookies, Kind};
use crate::page_request::PageRequest;

/// What a database must contain to answer this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ConsistencyToken {
    /// The newest entry of the audit log whose effects this browser was shown.
    position: i64,
    /// The browser's last command, until a database with it was read; only then is its position known.
    command: Option<CommandId>,
}

impl ConsistencyToken {
    fn read(cookies: &Cookies) -> Self {
        let text = cookies.get(Kind::Consistency).unwrap_or_default();
        let (position, command) = text.split_once('.').unwrap_or((&text, ""));
        Self { position: position.parse().unwrap_or(0), command: command.parse().ok() }
    }

    fn write(self, cookies: &mut Cookies) {
        let command = self.command.map(|id| id.to_string()).unwrap_or_default();
        cookies.set(Kind::Consistency, format!("{}.{command}", self.position));
    }

    fn is_met_by(self, found: &Sighting) -> bool {
        found.position >= self.position && (self.command.is_none() || found.has_command)
    }
}

/// Records the last command of this browser. Every later command follows it in every database, so one is enough.
pub(crate) fn record_command(cookies: &mut Cookies, command: CommandId) {
    ConsistencyToken { command: Some(command), ..ConsistencyToken::read(cookies) }.write(cookies);
}

/// Records that this browser is shown what a replica contains.
pub(crate) fn record_read(cookies: &mut Cookies, found: &Sighting) {
    let token = ConsistencyToken::read(cookies);
    let command = token.command.filter(|_| !found.has_command);
    ConsistencyToken { position: token.position.max(found.position), command }.write(cookies);
}

/// The order as this browser left it or was shown it, or newer; at most two statements.
///
/// A read from the primary replaces the token whatever it was: after a restore the primary may be older than a token
/// that names data which no longer exists.
pub(crate) async fn load(request: &mut PageRequest, number: &OrderNumber) -> Result<Option<Order>, SqlError> {
    let token = ConsistencyToken::read(&request.cookies);
    let from_replica = sight(&*request.state.replica, number, token.command).await?;
    if let Some(found) = from_replica.filter(|found| token.is_met_by(found)) {
        record_read(&mut request.cookies, &found);
        return Ok(Some(found.order));
    }
    let Some(found) = sight(&*request.state.primary, number, None).await? else { return Ok(None) };
    ConsistencyToken { position: found.position, command: None }.write(&mut request.cookies);
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
    fn a_token_survives_its_cookie_and_a_damaged_one_demands_nothing() {
        let mut cookies = Cookies::read(&HeaderMap::new(), &testing::config().key);
        assert_eq!(ConsistencyToken::read(&cookies), ConsistencyToken::default());
        let token = ConsistencyToken { position: 17, command: Some(CommandId::new(Uuid::from_u128(3))) };
        token.write(&mut cookies);
        assert_eq!(ConsistencyToken::read(&cookies), token);
        let token = ConsistencyToken { command: None, ..token };
        token.write(&mut cookies);
        assert_eq!(ConsistencyToken::read(&cookies), token);
        cookies.set(Kind::Consistency, "x".to_owned());
        assert_eq!(ConsistencyToken::read(&cookies), ConsistencyToken::default());
    }
}
