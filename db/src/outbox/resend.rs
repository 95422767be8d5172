//! The command that has a mail sent once more.

use outpost_domain::ids::CommandId;

use crate::command::{CommandRefusal, Refusal, Sender, begin, send};
use crate::sql::{Sql, SqlError, Value};

const RESEND: &str = include_str!("../../queries/outbox/resend.sql");

/// A mail shall be sent once more.
#[derive(Clone, Debug)]
pub struct ResendMail {
    /// Made by the caller.
    pub id: CommandId,
    /// Who sends it.
    pub sender: Sender,
    /// The row of the outbox.
    pub outbox_id: i64,
}

/// Why a mail is not sent once more; nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResendRefusal {
    /// There is no such row.
    #[error("no such mail")]
    NotFound,
    /// What any command can be refused for.
    #[error(transparent)]
    Command(#[from] CommandRefusal),
    /// The database failed or could not be reached; retry with the same id.
    #[error(transparent)]
    Sql(#[from] SqlError),
}

/// Sends a mail once more: a dead letter, or one that was sent. One that waits is tried at once.
pub async fn resend(primary: &dyn Sql, mail: &ResendMail) -> Result<(), ResendRefusal> {
    let ResendMail { id, sender, outbox_id } = mail;
    let mut parameters = begin(id, "resend_mail", outbox_id, sender)?;
    parameters.push(Value::from(*outbox_id));
    send(primary, RESEND, parameters, typed).await
}

fn typed(refusal: &Refusal) -> Option<ResendRefusal> {
    match refusal.code.as_str() {
        "not_found" => Some(ResendRefusal::NotFound),
        _ => CommandRefusal::of(refusal).map(ResendRefusal::Command),
    }
}
