//! How a session begins, once whoever wants it has proven who they are; and how failures to prove it are counted.

use axum::response::Response;
use outpost_db::account::{self, AccountRefusal, Credential, LogIn, SecondFactor};
use outpost_http::Failure;
use outpost_web_account::paths;
use outpost_web_account::view::LoginProblem;

use crate::request::AccountRequest;
use crate::session::{self, Session};

/// Goes on after a login: where it was asked for, or to the account.
pub(crate) fn go_on(request: &mut AccountRequest, to: String) -> Response {
    let location = if to.is_empty() { paths::orders(request.prefix) } else { to };
    request.see_other(&location, None)
}

/// Opens the session; or why it did not open.
pub(crate) async fn enter(
    request: &mut AccountRequest,
    credential: &Credential,
    second_factor: Option<SecondFactor>,
) -> Result<Option<LoginProblem>, Failure> {
    let (session_id, session) = session::draw(&*request.state.entropy, &request.user_agent);
    let log_in =
        LogIn { customer_id: credential.customer_id, credential_version: credential.version, session, second_factor };
    let id = request.new_command();
    match account::log_in(&*request.state.primary, id, &request.visitor(), &log_in).await {
        Ok(()) => {
            Session::write(&mut request.cookies, &session_id, credential.customer_id);
            request.record(id);
            Ok(None)
        }
        Err(AccountRefusal::LoginBlocked { seconds }) => Ok(Some(LoginProblem::Blocked { seconds })),
        // The password was changed in this moment, or the code was used before.
        Err(AccountRefusal::CredentialsChanged | AccountRefusal::SecondFactorMissing) => Ok(Some(LoginProblem::Wrong)),
        Err(AccountRefusal::Sql(error)) => Err(error.into()),
        Err(refusal) => Err(Failure::Internal(refusal.to_string())),
    }
}

/// A failure that could not be counted is no answer: whoever guesses must not go uncounted.
pub(crate) fn count(counted: Result<(), AccountRefusal>) -> Result<(), Failure> {
    counted.map_err(|refusal| match refusal {
        AccountRefusal::Sql(error) => error.into(),
        refusal => Failure::Internal(refusal.to_string()),
    })
}
