//! A mail as MIME (RFC 5322, 2045): a plain and an HTML part, headers encoded and folded.

use std::io;

use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;

use crate::mail::Mail;

/// The whole message. `host` stands behind the `@` of its id, `date` is in seconds since 1970.
pub(crate) fn source(mail: &Mail, sender: &str, host: &str, date: i64) -> io::Result<String> {
    MessageBuilder::new()
        .from(sender)
        .to(mail.to.as_str())
        .subject(mail.subject.as_str())
        .message_id(format!("{}@{host}", mail.id))
        .date(date)
        .header("Content-Language", Raw::new(mail.language.as_str()))
        // Nobody's holiday note answers it (RFC 3834).
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .text_body(mail.text.as_str())
        .html_body(mail.html.as_str())
        .write_to_string()
}
