//! `POST /{m}/account/sessions`: ends one of a customer's sessions, all others, or every one.

use axum::response::Response;
use outpost_db::account::{self, EndSessions};
use outpost_http::Failure;
use outpost_http::form::Form;
use outpost_web_account::paths;
use outpost_web_account::view::Notice;
use serde::Deserialize;

use crate::logout::leave;
use crate::own;
use crate::request::AccountRequest;

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SessionsForm {
    which: String,
    session: String,
}

/// Ends them. Where this one is among them, its browser is logged out.
pub(crate) async fn end(mut request: AccountRequest, Form(form): Form<SessionsForm>) -> Result<Response, Failure> {
    let session = request.session()?;
    let ended = match form.which.as_str() {
        "one" => EndSessions::One(form.session),
        "others" => EndSessions::Others,
        "all" => EndSessions::All,
        _ => return Err(Failure::BadRequest),
    };
    let is_this = ended == EndSessions::All || ended == EndSessions::One(session.hash.to_string());
    let (id, sender) = (request.new_command(), request.customer(&session));
    let ended = account::end_sessions(&*request.state.primary, id, &sender, &ended).await;
    let (location, notice) = if is_this {
        (paths::login(request.prefix), Notice::LoggedOut)
    } else {
        (paths::security(request.prefix), Notice::SessionsEnded)
    };
    if is_this && ended.is_ok() {
        leave(&mut request);
    }
    own::go_on(&mut request, id, ended, &location, notice)
}
