//! The texts of mails about accounts, in their reader's language.
//!
//! A mail has a subject, paragraphs and perhaps one link. Whoever sends it makes its text and HTML from them.

use outpost_domain::market::Locale;
use outpost_web_ui::localizer::Localizer;

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// Confirms the address of a new account.
    VerifyEmail,
    /// Somebody wanted to make an account with an address that has one.
    AlreadyRegistered,
    /// Sets a new password.
    ResetPassword,
    /// The password was changed.
    PasswordChanged,
    /// Confirms another address of an account.
    ChangeEmail,
    /// Another address was asked for; goes to the present one.
    EmailChangeRequested,
    /// Somebody logged in with a browser that was not seen before.
    NewDevice,
}

impl MailKind {
    /// The kind for a topic of the outbox; `None` for topics that are no mails.
    pub fn for_topic(topic: &str) -> Option<Self> {
        Some(match topic {
            "account.verify_email" => Self::VerifyEmail,
            "account.already_registered" => Self::AlreadyRegistered,
            "account.reset_password" => Self::ResetPassword,
            "account.password_changed" => Self::PasswordChanged,
            "account.change_email" => Self::ChangeEmail,
            "account.email_change_requested" => Self::EmailChangeRequested,
            "account.new_device" => Self::NewDevice,
            _ => return None,
        })
    }
}

/// A mail, ready to be put into a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailText {
    /// Its subject, on one line.
    pub subject: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// The text of its link.
    pub link: Option<String>,
}

/// The text of a mail. `device` is the browser that a mail about a login tells of; empty where it is not known.
pub fn text(kind: MailKind, locale: Locale, name: &str, device: &str) -> MailText {
    let l10n = Localizer::new(locale);
    let (subject, body, link) = match kind {
        MailKind::VerifyEmail => ("mail-verify-subject", "mail-verify-text", Some("mail-verify-link")),
        MailKind::AlreadyRegistered => ("mail-known-subject", "mail-known-text", Some("mail-known-link")),
        MailKind::ResetPassword => ("mail-reset-subject", "mail-reset-text", Some("mail-reset-link")),
        MailKind::PasswordChanged => ("mail-password-subject", "mail-password-text", Some("mail-password-link")),
        MailKind::ChangeEmail => ("mail-change-subject", "mail-change-text", Some("mail-verify-link")),
        MailKind::EmailChangeRequested => ("mail-asked-subject", "mail-asked-text", Some("mail-password-link")),
        MailKind::NewDevice => ("mail-device-subject", "mail-device-text", Some("mail-password-link")),
    };
    let greeting = if name.is_empty() {
        l10n.text("mail-hello").to_owned()
    } else {
        l10n.named("mail-hello-name", &one_line(name))
    };
    let mut paragraphs = vec![greeting, l10n.text(body).to_owned()];
    if kind == MailKind::NewDevice && !device.is_empty() {
        paragraphs.push(one_line(device));
    }
    paragraphs.push(l10n.text("mail-ignore").to_owned());
    MailText { subject: l10n.text(subject).to_owned(), paragraphs, link: link.map(|key| l10n.text(key).to_owned()) }
}

/// What people typed, on one line: it cannot begin a header or a paragraph of its own.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [MailKind; 7] = [
        MailKind::VerifyEmail,
        MailKind::AlreadyRegistered,
        MailKind::ResetPassword,
        MailKind::PasswordChanged,
        MailKind::ChangeEmail,
        MailKind::EmailChangeRequested,
        MailKind::NewDevice,
    ];

    #[test]
    fn every_mail_has_its_text_in_every_language() {
        for kind in ALL {
            for locale in Locale::ALL {
                let mail = text(kind, locale, "Ann", "Firefox, Linux");
                for part in mail.paragraphs.iter().chain([&mail.subject]).chain(&mail.link) {
                    assert!(!part.starts_with("mail-") && !part.contains('{'), "{kind:?} {locale:?}: {part}");
                }
            }
        }
    }

    #[test]
    fn a_name_adds_no_line_to_a_mail() {
        let mail = text(MailKind::NewDevice, Locale::En, "Ann\r\nBcc: bob@example.com", "x\ny");
        assert!(mail.paragraphs.iter().all(|paragraph| !paragraph.contains(['\r', '\n'])), "{mail:?}");
    }
}
