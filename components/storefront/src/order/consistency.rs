//! Consistency tokens: a browser reads its own writes, and never older data after newer data.
//!
//! An encrypted cookie holds this browser's last command and the newest data it was shown. A replica that has both
//! answers; otherwise the primary does. The cookie travels with the browser, so this holds in whichever region the next
//! request arrives.

use outpost_db::order::{LogPosition, Order, OrderSnapshot, snapshot};
use outpost_db::sql::SqlError;
use outpost_domain::ids::CommandId;
use outpost_domain::order::OrderNumber;

use crate::cookies::{Cookies, Kind};
use crate::page_request::PageRequest;

/// What a database must contain to answer this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct ConsistencyToken {
    /// The newest log position whose effects this browser was shown.
    position: Option<LogPosition>,
    /// The browser's last command, until a database with it was read; only then is its position known.
    command: Option<CommandId>,
}

impl ConsistencyToken {
    fn read(cookies: &Cookies) -> Self {
        let text = cookies.get(Kind::Consistency).unwrap_or_default();
        let mut parts = text.split('.');
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        let position = number().zip(number()).map(|(epoch, entry)| LogPosition { epoch, entry });
        Self { position, command: parts.next().and_then(|command| command.parse().ok()) }
    }

    fn write(self, cookies: &mut Cookies) {
        let command = self.command.map(|id| id.to_string()).unwrap_or_default();
        let position = self.position.map_or(".".to_owned(), |at| format!("{}.{}", at.epoch, at.entry));
        cookies.set(Kind::Consistency, format!("{position}.{command}"));
    }

    /// A database of another epoch was restored, or is a copy of one that was there before: the primary decides.
    fn is_met_by(self, found: &OrderSnapshot) -> bool {
        self.position.is_none_or(|position| found.position.covers(position))
            && (self.command.is_none() || found.has_command)
    }
}

/// Records the last command of this browser. Every later command follows it in every database, so one is enough.
pub(crate) fn record_command(cookies: &mut Cookies, command: CommandId) {
    ConsistencyToken { command: Some(command), ..ConsistencyToken::read(cookies) }.write(cookies);
}

/// Records that this browser is shown what a replica contains.
pub(crate) fn record_read(cookies: &mut Cookies, found: &OrderSnapshot) {
    let token = ConsistencyToken::read(cookies);
    let command = token.command.filter(|_| !found.has_command);
    let position = token.position.filter(|position| position.covers(found.position)).unwrap_or(found.position);
    ConsistencyToken { position: Some(position), command }.write(cookies);
}

/// The order as this browser left it or was shown it, or newer; at most two statements.
///
/// A read from the primary replaces the token whatever it was: after a restore the primary may be older than a token
/// that names data which no longer exists.
pub(crate) async fn load(request: &mut PageRequest, number: &OrderNumber) -> Result<Option<Order>, SqlError> {
    let token = ConsistencyToken::read(&request.cookies);
    let from_replica = snapshot(&*request.state.replica, number, token.command).await?;
    if let Some(found) = from_replica.filter(|found| token.is_met_by(found)) {
        record_read(&mut request.cookies, &found);
        return Ok(Some(found.order));
    }
    let Some(found) = snapshot(&*request.state.primary, number, None).await? else { return Ok(None) };
    ConsistencyToken { position: Some(found.position), command: None }.write(&mut request.cookies);
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
        let position = Some(LogPosition { epoch: 5, entry: 17 });
        let token = ConsistencyToken { position, command: Some(CommandId::new(Uuid::from_u128(3))) };
        token.write(&mut cookies);
        assert_eq!(ConsistencyToken::read(&cookies), token);
        for token in [ConsistencyToken { command: None, ..token }, ConsistencyToken { position: None, ..token }] {
            token.write(&mut cookies);
            assert_eq!(ConsistencyToken::read(&cookies), token);
        }
        cookies.set(Kind::Consistency, "x".to_owned());
        assert_eq!(ConsistencyToken::read(&cookies), ConsistencyToken::default());
    }
}
