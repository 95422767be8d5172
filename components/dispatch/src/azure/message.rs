//! The JSON of a mail, and of an error.

use outpost_domain::account::Email;
use serde::{Deserialize, Serialize};

use crate::mail::Mail;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    headers: Headers<'a>,
    sender_address: &'a str,
    content: Content<'a>,
    recipients: Recipients<'a>,
    user_engagement_tracking_disabled: bool,
}

#[derive(Serialize)]
struct Headers<'a> {
    #[serde(rename = "X-Outpost-Message-Id")]
    message_id: String,
    #[serde(rename = "Content-Language")]
    language: &'a str,
    #[serde(rename = "Auto-Submitted")]
    auto_submitted: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Content<'a> {
    subject: &'a str,
    plain_text: &'a str,
    html: &'a str,
}

#[derive(Serialize)]
struct Recipients<'a> {
    to: [Recipient<'a>; 1],
}

#[derive(Serialize)]
struct Recipient<'a> {
    address: &'a str,
}

/// The body of the request that sends a mail.
pub(super) fn body(mail: &Mail, sender: &Email) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(&Message {
        headers: Headers {
            message_id: mail.id.to_string(),
            language: &mail.language,
            auto_submitted: "auto-generated",
        },
        sender_address: sender.as_str(),
        content: Content { subject: &mail.subject, plain_text: &mail.text, html: &mail.html },
        recipients: Recipients { to: [Recipient { address: mail.to.as_str() }] },
        user_engagement_tracking_disabled: true,
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    error: ErrorDetail,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ErrorDetail {
    code: String,
}

/// The code of an error, in letters; the message beside it may repeat an address.
pub(super) fn error_code(body: &[u8]) -> String {
    let code = serde_json::from_slice(body).map_or_else(|_| String::new(), |answer: Answer| answer.error.code);
    code.chars().filter(char::is_ascii_alphanumeric).take(60).collect()
}
