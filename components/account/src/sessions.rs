//! `POST /{m}/account/sessions`: ends one of a customer's sessions, all others, or every one.

use axum::response::Response;
use outpost_db::account::{self, AccountRefusal, EndSessions};
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
    match account::end_sessions(&*request.state.primary, id, &sender, &ended).await {
        Ok(()) if is_this => {
            request.record(id);
            leave(&mut request);
            let location = paths::login(request.prefix);
            Ok(request.see_other(&location, Some(Notice::LoggedOut)))
        }
        Ok(()) => {
            request.record(id);
            let location = paths::security(request.prefix);
            Ok(request.see_other(&location, Some(Notice::SessionsEnded)))
        }
        Err(AccountRefusal::SessionEnded) => Err(own::over(&mut request)),
        Err(refusal) => Err(own::failed(refusal)),
    }
}
