//! The mail port.

use outpost_platform::BoxFuture;

use crate::mail::Mail;

/// Hands mails over to whoever delivers them.
pub trait Mailer: Send + Sync {
    /// Hands a mail over. The same mail may come again, with the same id: its answer was lost, or its dispatcher died.
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), SendError>>;
}

/// Why a mail was not handed over, or perhaps was. Codes only: the text of a provider may repeat an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// This mail is refused, and would be refused again.
    #[error("the mail is refused: {0}")]
    Refused(String),
    /// Mails are not taken at the moment.
    #[error("no mails are taken: {code}")]
    Later {
        /// Why.
        code: String,
        /// The provider asks to wait for so long.
        retry_after_seconds: Option<i64>,
    },
}
