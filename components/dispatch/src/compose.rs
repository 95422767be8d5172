//! Writes a mail from its row of the outbox.

mod order;

use outpost_db::outbox::MailSource;
use outpost_db::sql::SqlError;
use outpost_domain::account::TokenPurpose;
use outpost_domain::device;
use outpost_domain::market::MarketLocale;
use outpost_http::seal;
use outpost_http::secrets::{MissingSecret, Purpose};
use outpost_web_account::paths;
use outpost_web_account::view::LinkKind;
use outpost_web_mail::account::{self, Reader};
use outpost_web_mail::{Letter, MailKind};

use crate::state::State;

/// Why a mail cannot be written now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ComposeError {
    /// What it needs cannot be read.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// Its link cannot be sealed.
    #[error(transparent)]
    Secret(#[from] MissingSecret),
}

/// The mail and who gets it; `None` for a row that is no mail, or whose reader is not there any more.
pub(crate) async fn compose<'a>(
    state: &State,
    source: &'a MailSource,
) -> Result<Option<(&'a str, Letter)>, ComposeError> {
    let (Some(kind), Some(email)) = (MailKind::for_topic(&source.topic), source.email.as_deref()) else {
        return Ok(None);
    };
    let Some(market_locale) = source.market_locale else { return Ok(None) };
    let letter = match &source.order_number {
        Some(number) => order::letter(state, kind, source, market_locale, number).await?,
        None => about_account(state, kind, source, market_locale)?,
    };
    Ok(letter.map(|letter| (email, letter)))
}

fn about_account(
    state: &State,
    kind: MailKind,
    source: &MailSource,
    market_locale: MarketLocale,
) -> Result<Option<Letter>, MissingSecret> {
    let Some(path) = path(state, kind, source, market_locale)? else { return Ok(None) };
    let device = source.user_agent.as_deref().map_or_else(String::new, device::name);
    let href = format!("{}{path}", state.config.site.public_url);
    Ok(account::letter(kind, Reader { market_locale, name: &source.name, device: &device, href: &href }))
}

/// Where the link of a mail leads; `None` where its token is gone.
fn path(
    state: &State,
    kind: MailKind,
    source: &MailSource,
    market_locale: MarketLocale,
) -> Result<Option<String>, MissingSecret> {
    let (link, purpose) = match kind {
        MailKind::VerifyEmail => (LinkKind::VerifyEmail, TokenPurpose::VerifyEmail),
        MailKind::ResetPassword => (LinkKind::ResetPassword, TokenPurpose::ResetPassword),
        MailKind::ChangeEmail => (LinkKind::ChangeEmail, TokenPurpose::ChangeEmail),
        MailKind::AlreadyRegistered => return Ok(Some(paths::login(market_locale))),
        _ => return Ok(Some(paths::forgot(market_locale))),
    };
    let Some(token_id) = source.token_id else { return Ok(None) };
    let keys = state.config.secrets.keys(Purpose::Link)?;
    let token = seal::seal(keys, purpose.code(), &token_id.to_string(), source.created_at);
    Ok(Some(paths::link_with(market_locale, link, &token)))
}
