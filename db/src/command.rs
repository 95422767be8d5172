//! What all commands have in common: the sender, the digest of the request, and how a refusal is read back.

mod refusal;

use std::fmt::Display;

use outpost_domain::principal::Principal;
pub use outpost_domain::principal::SessionHash;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::sql::{Sql, SqlError, Value};

pub use refusal::CommandRefusal;
pub(crate) use refusal::Refusal;

/// Who sends a command, and with which request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Whose permissions count.
    pub principal: Principal,
    /// The live session of a customer or staff member; no other principal has one.
    pub session: Option<SessionHash>,
    /// The request that the command is part of, for the audit log.
    pub request_id: String,
    /// The caller's clock, in seconds since 1970. The primary refuses commands of a clock that differs from its own by
    /// more than five minutes, and trusts only its own.
    pub sent_at: i64,
}

impl Sender {
    /// A shopper who is not logged in.
    pub fn visitor(request_id: impl Into<String>, sent_at: i64) -> Self {
        Self { principal: Principal::Visitor, session: None, request_id: request_id.into(), sent_at }
    }

    /// Scheduled work, by its name.
    pub fn job(name: &'static str, request_id: impl Into<String>, sent_at: i64) -> Self {
        Self { principal: Principal::Job(name), session: None, request_id: request_id.into(), sent_at }
    }

    /// A payment provider that reports, by its code.
    pub fn provider(code: &'static str, request_id: impl Into<String>, sent_at: i64) -> Self {
        Self { principal: Principal::Provider(code), session: None, request_id: request_id.into(), sent_at }
    }

    /// The shop itself, on the way of this sender's request.
    pub fn system(&self, name: &'static str) -> Self {
        Self { principal: Principal::System(name), session: None, ..self.clone() }
    }
}

/// The columns with which every command begins: id, digest, principal, session, request id, time.
///
/// `wish` is what the caller wants. It must hold neither time, request id nor computed sums: the same wish sent again
/// under the same id changes nothing, and another one is refused.
pub(crate) fn begin(
    id: impl Display,
    command: &str,
    wish: &impl Serialize,
    sender: &Sender,
) -> Result<Vec<Value>, SqlError> {
    Ok(vec![
        Value::from(id.to_string()),
        Value::from(digest(command, wish)?),
        Value::from(sender.principal.to_string()),
        Value::from(sender.session.as_ref().map(SessionHash::as_str)),
        Value::from(sender.request_id.as_str()),
        Value::from(sender.sent_at),
    ])
}

/// A value as the JSON that a command takes.
pub(crate) fn to_json(column: &'static str, value: &impl Serialize) -> Result<String, SqlError> {
    serde_json::to_string(value).map_err(|cause| SqlError::Json { column: column.to_owned(), cause: cause.to_string() })
}

/// Sends a command.
///
/// `typed` makes an error of a refusal, whose codes stand in `db/definitions/commands`; a code that it does not know stays
/// an error of the database.
pub(crate) async fn send<E: From<SqlError>>(
    primary: &dyn Sql,
    statement: &str,
    parameters: Vec<Value>,
    typed: impl FnOnce(&Refusal) -> Option<E>,
) -> Result<(), E> {
    primary.query(statement, parameters).await.map(drop).map_err(|error| refused(error, typed))
}

/// Reads a refusal out of an error.
///
/// A wrong clock is reported as a database that cannot be reached: the command may be sent again as it is.
fn refused<E: From<SqlError>>(error: SqlError, typed: impl FnOnce(&Refusal) -> Option<E>) -> E {
    let SqlError::Statement(message) = &error else { return error.into() };
    match Refusal::find(message) {
        Some(refusal) if refusal.code == "clock_differs" => {
            E::from(SqlError::Unreachable("it does not take commands of a clock that differs from its own".to_owned()))
        }
        Some(refusal) => typed(&refusal).unwrap_or_else(|| error.into()),
        None => error.into(),
    }
}

fn digest(command: &str, wish: &impl Serialize) -> Result<String, SqlError> {
    let wish = to_json("digest", wish)?;
    let digest = Sha256::new().chain_update(command).chain_update([0]).chain_update(wish).finalize();
    Ok(digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_wishes_and_commands_apart() {
        let of = |command: &str, wish: &(&str, u32)| digest(command, wish).expect("JSON");
        assert_eq!(of("pay", &("a", 1)), of("pay", &("a", 1)));
        assert_eq!(of("pay", &("a", 1)).len(), 32);
        assert_ne!(of("pay", &("a", 1)), of("pay", &("a", 2)));
        assert_ne!(of("pay", &("a", 1)), of("hold", &("a", 1)));
    }

    #[test]
    fn a_wrong_clock_is_a_primary_that_cannot_be_reached() {
        let error = SqlError::Statement("bad JSON path: 'refused:clock_differs {\"now\":1}'".to_owned());
        assert!(matches!(refused(error, |_| None), SqlError::Unreachable(_)));
    }
}
