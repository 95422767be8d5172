//! `POST /{m}/account/logout`: ends this browser's session.

use axum::response::Response;
use outpost_db::account::{self, AccountRefusal, EndSessions};
use outpost_http::Failure;
use outpost_http::cookies::Kind;
use outpost_http::form::{Form, NoFields};
use outpost_web_account::paths;
use outpost_web_account::view::Notice;

use crate::request::AccountRequest;
use crate::session::Session;

/// Ends the session. Its cookie goes only once its row has ended: a copy of the cookie must not outlive a logout that was
/// answered with success.
pub(crate) async fn submit(mut request: AccountRequest, _: Form<NoFields>) -> Result<Response, Failure> {
    if let Some(session) = Session::read(&request.cookies) {
        let id = request.new_command();
        let this = EndSessions::One(session.hash.to_string());
        match account::end_sessions(&*request.state.primary, id, &request.customer(&session), &this).await {
            Ok(()) => request.record(id),
            Err(AccountRefusal::Sql(error)) => return Err(error.into()),
            // It had ended before.
            Err(_) => {}
        }
    }
    leave(&mut request);
    let location = paths::login(request.prefix);
    Ok(request.see_other(&location, Some(Notice::LoggedOut)))
}

/// Takes from the browser what belonged to the session: its cookie, and the orders that it opened.
pub(crate) fn leave(request: &mut AccountRequest) {
    request.cookies.remove(Kind::Session);
    request.cookies.remove(Kind::Orders);
}
