//! Mails about accounts.

use outpost_domain::market::MarketLocale;
use outpost_web_ui::localizer::Localizer;

use crate::kind::MailKind;
use crate::letter::{Block, Letter, greeting, one_line};

/// Whom a mail about an account goes to, and what it needs.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Language and market.
    pub market_locale: MarketLocale,
    /// The name; empty where it is not known.
    pub name: &'a str,
    /// The browser that a mail about a login tells of; empty where it is not known.
    pub device: &'a str,
    /// Where its link leads, whole.
    pub href: &'a str,
}

/// The mail; `None` for a kind that is not about accounts.
pub fn letter(kind: MailKind, reader: Reader<'_>) -> Option<Letter> {
    let l10n = Localizer::new(reader.market_locale.locale);
    let [subject, text, link] = match kind {
        MailKind::VerifyEmail => ["mail-verify-subject", "mail-verify-text", "mail-verify-link"],
        MailKind::AlreadyRegistered => ["mail-known-subject", "mail-known-text", "mail-known-link"],
        MailKind::ResetPassword => ["mail-reset-subject", "mail-reset-text", "mail-reset-link"],
        MailKind::PasswordChanged => ["mail-password-subject", "mail-password-text", "mail-password-link"],
        MailKind::ChangeEmail => ["mail-change-subject", "mail-change-text", "mail-verify-link"],
        MailKind::EmailChangeRequested => ["mail-asked-subject", "mail-asked-text", "mail-password-link"],
        MailKind::NewDevice => ["mail-device-subject", "mail-device-text", "mail-password-link"],
        MailKind::TotpSet => ["mail-totp-subject", "mail-totp-text", "mail-password-link"],
        MailKind::TotpRemoved => ["mail-no-totp-subject", "mail-no-totp-text", "mail-password-link"],
        _ => return None,
    };
    let mut blocks = vec![greeting(l10n, reader.name), Block::Paragraph(l10n.text(text).to_owned())];
    if !reader.device.is_empty() {
        blocks.push(Block::Paragraph(one_line(reader.device)));
    }
    blocks.push(Block::Button { text: l10n.text(link).to_owned(), href: reader.href.to_owned() });
    // What has happened already is not to be ignored: such a mail says itself what to do.
    if link != "mail-password-link" {
        blocks.push(Block::Note(l10n.text("mail-ignore").to_owned()));
    }
    Some(Letter { market_locale: reader.market_locale, subject: l10n.text(subject).to_owned(), blocks })
}
