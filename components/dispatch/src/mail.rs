//! A mail, ready to be handed over.

use outpost_db::outbox::MailSource;
use outpost_domain::account::Email;
use outpost_web_mail::Letter;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A mail, ready to be handed over. Its fields that become headers are each one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The same for the same mail, however often it is handed over.
    pub id: Uuid,
    /// Who gets it.
    pub to: Email,
    /// Its subject.
    pub subject: String,
    /// Its language, e.g. `en-GB`.
    pub language: String,
    /// What it says, as plain text.
    pub text: String,
    /// The same as a document of HTML.
    pub html: String,
}

/// Why a mail cannot be sent to anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum InvalidMail {
    /// The address is none.
    #[error("bad_address")]
    Address,
    /// The subject would begin another header.
    #[error("bad_subject")]
    Subject,
}

impl Mail {
    /// The mail of a row, to this address.
    ///
    /// # Errors
    /// When the address is none, or the subject is not one line.
    pub(crate) fn new(source: &MailSource, to: &str, letter: &Letter) -> Result<Self, InvalidMail> {
        let is_plain = |text: &str| !text.contains(char::is_control);
        if !is_plain(&letter.subject) {
            return Err(InvalidMail::Subject);
        }
        Ok(Self {
            id: id(source),
            to: to.parse().ok().filter(|email: &Email| is_plain(email.as_str())).ok_or(InvalidMail::Address)?,
            subject: letter.subject.clone(),
            language: letter.market_locale.language_tag(),
            text: outpost_web_mail::text(letter),
            html: outpost_web_mail::html(letter),
        })
    }
}

/// The id of a row's mail (a version 8 UUID). Staff who send it once more make it another mail.
fn id(source: &MailSource) -> Uuid {
    let MailSource { id, command_id, resends, .. } = source;
    let digest = Sha256::digest(format!("outbox\0{command_id}\0{id}\0{resends}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
