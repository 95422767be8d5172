//! The mailbox of development.

use outpost_domain::market::Locale;

/// Every mail that would have been sent.
#[derive(Clone, Debug, Default)]
pub struct Mailbox {
    /// The newest first.
    pub mails: Vec<MailboxEntry>,
}

/// A mail.
#[derive(Clone, Debug)]
pub struct MailboxEntry {
    /// To whom.
    pub to: String,
    /// Its language.
    pub locale: Locale,
    /// Its subject.
    pub subject: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// Its link, as text and address.
    pub link: Option<(String, String)>,
}
