//! Login with mail address, login key and the code of an authenticator app; and logout.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderMap, USER_AGENT};
use outpost_db::command::Sender;
use outpost_db::staff::{
    Credential, LogInStaff, LogOut, NewSession, StaffRefusal, count_staff_login_failure, credential, log_in_staff,
    log_out as end,
};
use outpost_domain::principal::SessionHash;
use outpost_domain::totp::TotpSecret;
use outpost_http::caching::Caching;
use outpost_http::consistency::record_command;
use outpost_http::cookies::{Cookies, Kind};
use outpost_http::form::{Fields, Form, NoFields};
use outpost_http::request_context::RequestContext;
use outpost_http::{Failure, FormState, HttpState, respond};
use outpost_web_admin::view::{self, Block, Control, Field, Notice, Page};
use outpost_web_admin::{localizer, routes};

use super::secrets::{key_hash, open_totp, token};
use crate::session::{SESSION_SECONDS, find};
use crate::state::Shared;

/// `GET /admin/login`.
pub(crate) async fn show() -> Response {
    page(StatusCode::OK, "", None)
}

/// `POST /admin/login`. Whether an address is known cannot be told: every wrong login gets the same answer.
pub(crate) async fn log_in(
    State(state): State<Shared>,
    context: RequestContext,
    headers: HeaderMap,
    mut cookies: Cookies,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let email = fields.text("email").trim();
    let found = credential(&*state.primary, email).await?;
    let proof = prove(&state, found.as_ref(), &fields)?;
    let (Some(found), Some(step)) = (&found, proof) else {
        if let Some(found) = found.filter(|found| found.blocked_until <= state.now()) {
            let sender = Sender::visitor(context.request_id.as_str(), state.now());
            count_staff_login_failure(&*state.primary, state.command_id(), &sender, found.staff_id)
                .await
                .map_err(failed)?;
        }
        return Ok(wrong(email));
    };
    let id = token(&*state.entropy);
    let command = LogInStaff {
        id: state.command_id(),
        sender: Sender::visitor(context.request_id.as_str(), state.now()),
        staff_id: found.staff_id,
        key_hash: found.key_hash.clone(),
        totp_step: step,
        session: new_session(&id, &headers),
    };
    match log_in_staff(&*state.primary, &command).await {
        Ok(()) => {
            cookies.set(Kind::AdminSession, id);
            record_command(&mut cookies, command.id);
            Ok(respond::see_other(&cookies, routes::DASHBOARD))
        }
        Err(StaffRefusal::LoginWrong | StaffRefusal::LoginBlocked(_)) => Ok(wrong(email)),
        Err(other) => Err(failed(other)),
    }
}

/// `POST /admin/logout`: ends the session in every region, and takes the cookie away even where that fails.
pub(crate) async fn log_out(
    State(state): State<Shared>,
    context: RequestContext,
    mut cookies: Cookies,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Failure> {
    if let Some(staff) = find(&state, &cookies).await? {
        let sender = staff.actor.sender(&context.request_id, state.now());
        end(&*state.primary, &LogOut { id: state.command_id(), sender }).await.map_err(failed)?;
    }
    cookies.remove(Kind::AdminSession);
    Ok(respond::see_other(&cookies, routes::LOG_IN))
}

/// A session that begins with this request.
pub(super) fn new_session(id: &str, headers: &HeaderMap) -> NewSession {
    // It only helps people to tell their sessions apart, so a header that is no ASCII is shown as far as it is.
    let agent = headers.get(USER_AGENT).map_or("".into(), |agent| String::from_utf8_lossy(agent.as_bytes()));
    NewSession {
        hash: SessionHash::of(id.as_bytes()).as_str().to_owned(),
        ttl_seconds: SESSION_SECONDS,
        user_agent: agent.chars().take(200).collect(),
    }
}

/// The step of the code, where login key and code are right. The work is the same for an address that nobody has.
fn prove(state: &Shared, found: Option<&Credential>, fields: &Fields) -> Result<Option<i64>, Failure> {
    let typed = key_hash(fields.text("key"));
    let stored = found.map(|found| open_totp(state.secrets(), &found.totp_sealed, state.now())).transpose()?.flatten();
    let secret = stored.clone().unwrap_or(TotpSecret::new([0; 20]));
    let step = secret.step_of(fields.text("code"), state.now());
    let is_key = found.is_some_and(|found| found.key_hash == typed);
    Ok(step.filter(|_| is_key && stored.is_some()))
}

fn failed(refusal: StaffRefusal) -> Failure {
    match refusal {
        StaffRefusal::Sql(error) => error.into(),
        other => Failure::Internal(other.to_string()),
    }
}

fn wrong(email: &str) -> Response {
    page(StatusCode::UNPROCESSABLE_ENTITY, email, Some(Notice::error(localizer().text("login-wrong"))))
}

fn page(status: StatusCode, email: &str, notice: Option<Notice>) -> Response {
    let l10n = localizer();
    let form = view::Form {
        action: routes::LOG_IN.to_owned(),
        fields: vec![
            Field::new("email", l10n.text("staff-email"), email).of(Control::Email),
            Field::new("key", l10n.text("login-key"), "").hint(l10n.text("login-key-hint")).of(Control::Key),
            Field::new("code", l10n.text("login-code"), "").of(Control::Code),
        ],
        submit: l10n.text("login-submit"),
        ..view::Form::default()
    };
    let heading = l10n.text("login-heading").to_owned();
    let page = Page { heading, notice, blocks: vec![Block::Form(form)], ..Page::default() };
    respond::html(status, Caching::no_store(), outpost_web_admin::page(page))
}
