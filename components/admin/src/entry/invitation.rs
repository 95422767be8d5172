//! An invitation: a login key, an authenticator app, and a first code that proves that it works.
//!
//! Everything that is new travels sealed in the form, so that sending it again sets up the same login.

use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use outpost_db::command::Sender;
use outpost_db::staff::{AcceptInvitation, Invitation, StaffRefusal, accept_invitation, invitation};
use outpost_domain::ids::CommandId;
use outpost_domain::principal::SessionHash;
use outpost_domain::totp::TotpSecret;
use outpost_http::caching::Caching;
use outpost_http::consistency::record_command;
use outpost_http::cookies::{Cookies, Kind};
use outpost_http::form::{Fields, Form};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, FormState, HttpState, respond, seal, second_factor};
use outpost_web_admin::view::{self, Block, Control, Field, Link, Notice, Page};
use outpost_web_admin::{localizer, routes};
use outpost_web_ui::parts::qr_code::QrPath;
use serde::{Deserialize, Serialize};

use super::login::new_session;
use super::secrets::{key_hash, keys, login_key, seal_totp, token};
use crate::state::Shared;

const LABEL: &str = "invitation";
/// How long the form may stay open.
const FORM_SECONDS: i64 = 3_600;

/// A login that is being set up.
#[derive(Serialize, Deserialize)]
struct Draft {
    key: String,
    totp: String,
    command: CommandId,
    session: String,
}

/// `GET /admin/invitation/{token}`.
pub(crate) async fn show(State(state): State<Shared>, Path(text): Path<String>) -> Result<Response, Failure> {
    let Some(found) = find(&state, &text).await? else { return Ok(over()) };
    let draft = Draft {
        key: login_key(&*state.entropy),
        totp: second_factor::draw_totp(&*state.entropy).to_string(),
        command: state.command_id(),
        session: token(&*state.entropy),
    };
    let sealed = seal::seal(keys(state.secrets())?, LABEL, &serde_json::to_string(&draft)?, state.now());
    page(&text, &found, &draft, sealed, None)
}

/// `POST /admin/invitation/{token}`.
pub(crate) async fn accept(
    State(state): State<Shared>,
    context: RequestContext,
    Path(text): Path<String>,
    headers: HeaderMap,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let sealed = fields.text("draft");
    let opened = seal::open(keys(state.secrets())?, LABEL, sealed, state.now(), FORM_SECONDS);
    let draft: Draft = opened.and_then(|text| serde_json::from_str(&text).ok()).ok_or(Failure::BadRequest)?;
    let secret: TotpSecret = draft.totp.parse().map_err(|_| Failure::BadRequest)?;
    let name: String = fields.text("name").trim().chars().take(80).collect();
    let step = secret.step_of(fields.text("code"), state.now());
    let (Some(totp_step), false) = (step, name.is_empty()) else {
        let Some(found) = find(&state, &text).await? else { return Ok(over()) };
        let key = if name.is_empty() { "invitation-name-missing" } else { "invitation-code-wrong" };
        let found = Invitation { name, ..found };
        return page(&text, &found, &draft, sealed.to_owned(), Some(Notice::error(localizer().text(key))));
    };
    let command = AcceptInvitation {
        id: draft.command,
        sender: Sender::visitor(context.request_id.as_str(), state.now()),
        token_hash: SessionHash::of(text.as_bytes()).as_str().to_owned(),
        name,
        key_hash: key_hash(&draft.key),
        totp_sealed: seal_totp(state.secrets(), &secret, state.now())?,
        totp_step,
        session: new_session(&draft.session, &headers),
    };
    match accept_invitation(&*state.primary, &command).await {
        Ok(()) => {
            cookies.set(Kind::AdminSession, draft.session);
            record_command(&mut cookies, command.id);
            Ok(respond::see_other(&cookies, routes::DASHBOARD))
        }
        Err(StaffRefusal::InvitationOver) => Ok(over()),
        Err(StaffRefusal::Sql(error)) => Err(error.into()),
        Err(other) => Err(Failure::Internal(other.to_string())),
    }
}

async fn find(state: &Shared, text: &str) -> Result<Option<Invitation>, Failure> {
    Ok(invitation(&*state.primary, SessionHash::of(text.as_bytes()).as_str(), state.now()).await?)
}

fn over() -> Response {
    let l10n = localizer();
    let heading = l10n.text("invitation-over").to_owned();
    let blocks = vec![
        Block::Text(l10n.text("invitation-over-text").to_owned()),
        Block::Links(vec![Link::main(l10n.text("login-heading"), routes::LOG_IN)]),
    ];
    let html = outpost_web_admin::page(Page { heading, blocks, ..Page::default() });
    respond::html(StatusCode::NOT_FOUND, Caching::no_store(), html)
}

fn page(
    text: &str,
    found: &Invitation,
    draft: &Draft,
    sealed: String,
    notice: Option<Notice>,
) -> Result<Response, Failure> {
    let l10n = localizer();
    let secret: TotpSecret = draft.totp.parse().map_err(|_| Failure::BadRequest)?;
    let uri = secret.uri("Outpost", &found.email);
    let form = view::Form {
        action: routes::of(routes::INVITATION, text),
        hidden: vec![("draft", sealed)],
        fields: vec![
            Field::new("name", l10n.text("invitation-name"), found.name.as_str()),
            Field::new("code", l10n.text("login-code"), "").of(Control::Code),
        ],
        submit: l10n.text("invitation-submit"),
        ..view::Form::default()
    };
    let step = |key| Block::Heading(l10n.text(key).to_owned());
    let blocks = vec![
        Block::Text(l10n.format("invitation-text", &[("email", found.email.as_str().into())])),
        step("invitation-step-key"),
        Block::Text(l10n.text("invitation-key-text").to_owned()),
        Block::Secret(draft.key.clone()),
        step("invitation-step-app"),
        Block::Text(l10n.text("invitation-app-text").to_owned()),
        code(&uri, l10n.text("invitation-code-alt"))?,
        Block::Secret(draft.totp.clone()),
        Block::Links(vec![Link::new(l10n.text("invitation-app-link"), uri)]),
        step("invitation-step-code"),
        Block::Form(form),
    ];
    let status = if notice.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let heading = l10n.text("invitation-heading").to_owned();
    let html = outpost_web_admin::page(Page { heading, notice, blocks, ..Page::default() });
    Ok(respond::html(status, Caching::no_store(), html))
}

/// A text as a picture that an app reads.
fn code(text: &str, alt: &str) -> Result<Block, Failure> {
    let QrPath { path, size } =
        QrPath::of(text).ok_or_else(|| Failure::Internal("too long for a QR code".to_owned()))?;
    Ok(Block::Code { path, size, alt: alt.to_owned() })
}
