//! Sessions of customers: how they begin, how they are listed, how they end.

use outpost_domain::account::{Email, SESSION_SECONDS, login_delay_seconds};
use outpost_domain::ids::{CommandId, CustomerId};
use serde::Deserialize;

use super::page::{CustomerPage, load};
use super::refusal::{AccountRefusal, send};
use super::second_factor::SecondFactor;
use crate::command::{Sender, SessionHash, begin};
use crate::sql::{Sql, SqlError, Value};

const LOG_IN: &str = include_str!("../../queries/account/log_in.sql");
const RECORD_LOGIN_FAILURE: &str = include_str!("../../queries/account/record_login_failure.sql");
const END_SESSIONS: &str = include_str!("../../queries/account/end_sessions.sql");
const SESSIONS: &str = include_str!("../../queries/account/sessions.sql");

/// A session that begins.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its id.
    pub hash: SessionHash,
    /// The browser, as it names itself.
    pub user_agent: String,
}

/// A login whose password was right.
#[derive(Clone, Debug)]
pub struct LogIn {
    /// Who logs in.
    pub customer_id: CustomerId,
    /// Of the credential that the password was compared with.
    pub credential_version: i64,
    /// The session.
    pub session: NewSession,
    /// Where the customer has an authenticator app.
    pub second_factor: Option<SecondFactor>,
}

/// Opens a session, and forgets wrong passwords.
pub async fn log_in(primary: &dyn Sql, id: CommandId, sender: &Sender, log_in: &LogIn) -> Result<(), AccountRefusal> {
    let customer_id = log_in.customer_id.to_string();
    let hash = log_in.session.hash.to_string();
    let (totp_step, recovery_hash) = match &log_in.second_factor {
        None => (None, None),
        Some(SecondFactor::Totp(step)) => (Some(*step), None),
        Some(SecondFactor::RecoveryCode(hash)) => (None, Some(hash.as_str())),
    };
    let begin = begin(id, "log_in", &(&customer_id, log_in.credential_version, &hash), sender)?;
    let own = [
        Value::from(customer_id.as_str()),
        Value::from(log_in.credential_version),
        Value::from(hash.as_str()),
        Value::from(SESSION_SECONDS),
        Value::from(log_in.session.user_agent.as_str()),
        Value::from(totp_step),
        Value::from(recovery_hash),
    ];
    send(primary, LOG_IN, begin, own).await
}

/// Counts a wrong password for `email`, after so many failures as [`super::login`] read.
pub async fn record_login_failure(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    email: &Email,
    failures: u32,
) -> Result<(), AccountRefusal> {
    let digest = email.digest();
    let begin = begin(id, "record_login_failure", &digest, sender)?;
    let delay = login_delay_seconds(failures.saturating_add(1));
    send(primary, RECORD_LOGIN_FAILURE, begin, [Value::from(digest.as_str()), Value::from(delay)]).await
}

/// Which of the sender's sessions end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndSessions {
    /// This one.
    One(String),
    /// All but the one that the command comes from.
    Others,
    /// Every one.
    All,
}

/// Ends sessions of the customer who sends the command. From then on they write nothing, and read nothing where the
/// news has arrived.
pub async fn end_sessions(
    primary: &dyn Sql,
    id: CommandId,
    sender: &Sender,
    ended: &EndSessions,
) -> Result<(), AccountRefusal> {
    let (which, hash) = match ended {
        EndSessions::One(hash) => ("one", Some(hash.as_str())),
        EndSessions::Others => ("others", None),
        EndSessions::All => ("all", None),
    };
    let begin = begin(id, "end_sessions", &(which, hash), sender)?;
    send(primary, END_SESSIONS, begin, [Value::from(which), Value::from(hash)]).await
}

/// A session that is open.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SessionRecord {
    /// The hash of its id.
    pub id_hash: String,
    /// When it began, in seconds since 1970.
    pub created_at: i64,
    /// When it was used last, to the hour or so, in seconds since 1970.
    pub last_used_at: i64,
    /// The browser, as it named itself.
    pub user_agent: String,
}

/// The open sessions of whoever has this session.
pub async fn sessions(
    sql: &dyn Sql,
    session: &SessionHash,
    command: Option<CommandId>,
) -> Result<CustomerPage<Vec<SessionRecord>>, SqlError> {
    load(sql, SESSIONS, session, command, []).await
}
