//! `GET /dev/mail`: every mail, and each as text, as HTML and as its source. In development only.

use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use outpost_db::market;
use outpost_db::outbox::{self, MailSource};
use outpost_http::caching::Caching;
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, market_path, respond, site};
use outpost_web_mail::{Mailbox, MailboxEntry};

use crate::compose::{ComposeError, compose};
use crate::mail::Mail;
use crate::mime;
use crate::state::State as DispatchState;

/// A mail has its styles in itself, and nothing else.
const MAIL_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'");

/// The list.
pub(crate) async fn list(State(state): State<DispatchState>, context: RequestContext) -> Result<Response, Failure> {
    only_in_development(&state)?;
    let mut mails = Vec::new();
    for source in outbox::newest(&*state.primary).await? {
        if let Some((to, letter)) = compose(&state, &source).await? {
            mails.push(MailboxEntry { id: source.id, to: to.to_owned(), state: standing(&source), letter });
        }
    }
    let (markets, _) = market::list(&*state.primary).await?;
    let market_locale = market_path::preferred(&markets, &context.headers).ok_or(Failure::NotFound)?;
    let page = Mailbox { market_locale, mails };
    Ok(respond::html(StatusCode::OK, Caching::no_store(), outpost_web_mail::mailbox(&page)))
}

/// One mail: `text`, `html` or `source`.
pub(crate) async fn show(
    State(state): State<DispatchState>,
    Path((id, form)): Path<(i64, String)>,
) -> Result<Response, Failure> {
    only_in_development(&state)?;
    let sources = outbox::sources(&*state.primary, &[id]).await?;
    let source = sources.first().ok_or(Failure::NotFound)?;
    let (to, letter) = compose(&state, source).await?.ok_or(Failure::NotFound)?;
    let mail = Mail::new(source, to, &letter).map_err(|invalid| Failure::Unprocessable(invalid.to_string()))?;
    let plain = |text| respond::text(Caching::no_store(), "text/plain; charset=utf-8", text);
    match form.as_str() {
        "html" => {
            let mut response = respond::html(StatusCode::OK, Caching::no_store(), mail.html);
            response.headers_mut().insert(CONTENT_SECURITY_POLICY, MAIL_POLICY);
            Ok(response)
        }
        "text" => Ok(plain(mail.text)),
        "source" => {
            let source =
                mime::source(&mail, "shop@example.com", site::host(&state.config.site.public_url), source.created_at);
            Ok(plain(source.map_err(|error| Failure::Internal(error.to_string()))?))
        }
        _ => Err(Failure::NotFound),
    }
}

/// Where the shop runs for customers, the mailbox is not there.
fn only_in_development(state: &DispatchState) -> Result<(), Failure> {
    if state.config.dev_mailbox { Ok(()) } else { Err(Failure::NotFound) }
}

fn standing(source: &MailSource) -> &'static str {
    match (source.sent_at, source.gave_up_at) {
        (Some(_), _) => "sent",
        (None, Some(_)) => "dead letter",
        (None, None) => "waits",
    }
}

impl From<ComposeError> for Failure {
    fn from(error: ComposeError) -> Self {
        match error {
            ComposeError::Sql(error) => error.into(),
            ComposeError::Secret(error) => error.into(),
        }
    }
}
