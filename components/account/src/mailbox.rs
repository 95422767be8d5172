//! `GET /dev/mail`: every mail that would have been sent. In development only.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, Mail};
use outpost_domain::account::TokenPurpose;
use outpost_http::caching::Caching;
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, market_path, respond};
use outpost_web_account::mail::{self, MailKind};
use outpost_web_account::paths;
use outpost_web_account::view::{LinkKind, Mailbox, MailboxEntry, Shell};

use crate::state::Shared;
use crate::{device, link};

/// The page. Where the shop runs for customers, it is not there.
pub(crate) async fn show(State(state): State<Shared>, context: RequestContext) -> Result<Response, Failure> {
    if !state.config.dev_mailbox {
        return Err(Failure::NotFound);
    }
    let stored = account::mails(&*state.primary).await?;
    let mails = stored.iter().filter_map(|mail| entry(&state, mail).transpose()).collect::<Result<_, _>>()?;
    let shell = Shell::new(market_path::preferred(&context.headers), "/account/login");
    let html = outpost_web_account::mailbox(&shell, &Mailbox { mails });
    Ok(respond::html(StatusCode::OK, Caching::no_store(), html))
}

/// A mail; `None` for a topic that is none.
fn entry(state: &Shared, mail: &Mail) -> Result<Option<MailboxEntry>, Failure> {
    let Some(kind) = MailKind::for_topic(&mail.topic) else { return Ok(None) };
    let locale = mail.market_locale.locale;
    let device = mail.user_agent.as_deref().map_or_else(String::new, device::name);
    let text = mail::text(kind, locale, &mail.name, &device);
    let href = href(state, mail, kind)?;
    Ok(Some(MailboxEntry {
        to: mail.token_email.as_ref().unwrap_or(&mail.email).clone(),
        locale,
        subject: text.subject,
        paragraphs: text.paragraphs,
        link: text.link.zip(href),
    }))
}

/// Where the link of a mail leads.
fn href(state: &Shared, mail: &Mail, kind: MailKind) -> Result<Option<String>, Failure> {
    let prefix = mail.market_locale;
    let (link_kind, purpose) = match kind {
        MailKind::VerifyEmail => (LinkKind::VerifyEmail, TokenPurpose::VerifyEmail),
        MailKind::ResetPassword => (LinkKind::ResetPassword, TokenPurpose::ResetPassword),
        MailKind::ChangeEmail => (LinkKind::ChangeEmail, TokenPurpose::ChangeEmail),
        MailKind::AlreadyRegistered => return Ok(Some(paths::login(prefix))),
        MailKind::PasswordChanged | MailKind::EmailChangeRequested | MailKind::NewDevice => {
            return Ok(Some(paths::forgot(prefix)));
        }
    };
    let Some(token_id) = mail.token_id else { return Ok(None) };
    let token = link::seal_token(state, purpose, token_id, mail.created_at)?;
    Ok(Some(paths::link_with(prefix, link_kind, &token)))
}
