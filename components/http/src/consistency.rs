//! Consistency tokens: a browser reads its own writes, and never older data after newer data.
//!
//! An encrypted cookie holds this browser's last command and the newest data it was shown. A replica that has both
//! answers; otherwise the primary does. The cookie travels with the browser, so this holds in whichever region the next
//! request arrives.

use outpost_db::order::LogPosition;
use outpost_domain::ids::CommandId;

use crate::cookies::{Cookies, Kind};

/// What a database must contain to answer this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConsistencyToken {
    /// The newest log position whose effects this browser was shown.
    pub position: Option<LogPosition>,
    /// The browser's last command, until a database with it was read; only then is its position known.
    pub command: Option<CommandId>,
}

impl ConsistencyToken {
    /// The browser's token; a damaged one demands nothing.
    pub fn read(cookies: &Cookies) -> Self {
        let text = cookies.get(Kind::Consistency).unwrap_or_default();
        let mut parts = text.split('.');
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        let position = number().zip(number()).map(|(epoch, entry)| LogPosition { epoch, entry });
        Self { position, command: parts.next().and_then(|command| command.parse().ok()) }
    }

    /// Stores the token in the browser.
    pub fn write(self, cookies: &mut Cookies) {
        let command = self.command.map(|id| id.to_string()).unwrap_or_default();
        let position = self.position.map_or(".".to_owned(), |at| format!("{}.{}", at.epoch, at.entry));
        cookies.set(Kind::Consistency, format!("{position}.{command}"));
    }

    /// Whether a database at this position may answer; `has_command` says that it holds the token's command.
    ///
    /// A database of another epoch was restored, or is a copy of one that was there before: the primary decides.
    pub fn is_met_by(self, found: LogPosition, has_command: bool) -> bool {
        self.position.is_none_or(|position| found.covers(position)) && (self.command.is_none() || has_command)
    }
}

/// Records the last command of this browser. Every later command follows it in every database, so one is enough.
pub fn record_command(cookies: &mut Cookies, command: CommandId) {
    ConsistencyToken { command: Some(command), ..ConsistencyToken::read(cookies) }.write(cookies);
}

/// Records that this browser is shown what a replica at this position contains.
pub fn record_read(cookies: &mut Cookies, found: LogPosition, has_command: bool) {
    let token = ConsistencyToken::read(cookies);
    let command = token.command.filter(|_| !has_command);
    let position = token.position.filter(|position| position.covers(found)).unwrap_or(found);
    ConsistencyToken { position: Some(position), command }.write(cookies);
}

/// Records that this browser is shown what the primary contains.
///
/// It replaces the token whatever that was: after a restore the primary may be older than a token that names data which
/// no longer exists.
pub fn record_primary(cookies: &mut Cookies, found: LogPosition) {
    ConsistencyToken { position: Some(found), command: None }.write(cookies);
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::secrets::Secrets;

    #[test]
    fn a_token_survives_its_cookie_and_a_damaged_one_demands_nothing() {
        let mut cookies = Cookies::read(&HeaderMap::new(), &Secrets::derive("a"), 0);
        assert_eq!(ConsistencyToken::read(&cookies), ConsistencyToken::default());
        let position = Some(LogPosition { epoch: 5, entry: 17 });
        let command = "01890a5d-ac96-774b-bcce-b302099a8057".parse().ok();
        let token = ConsistencyToken { position, command };
        assert!(command.is_some());
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
