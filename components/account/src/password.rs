//! `POST /{m}/account/password`: another password for somebody who is logged in.

use axum::response::Response;
use outpost_db::account::{self, AccountRefusal, ChangePassword};
use outpost_domain::account::Password;
use outpost_http::Failure;
use outpost_http::form::Form;
use outpost_web_account::paths;
use outpost_web_account::view::{LoginProblem, Notice, SecurityProblem};
use serde::Deserialize;

use crate::present_password::{self, NotProven};
use crate::request::AccountRequest;
use crate::session::{self, Session};
use crate::{own, password_hash, security};

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct PasswordForm {
    present_password: String,
    new_password: String,
}

/// Sets the password, ends every session, and gives this browser a new one.
pub(crate) async fn change(mut request: AccountRequest, Form(form): Form<PasswordForm>) -> Result<Response, Failure> {
    let proven = match present_password::check(&mut request, &form.present_password).await {
        Ok(proven) => proven,
        Err(NotProven::Failure(failure)) => return Err(failure),
        Err(NotProven::Problem(problem)) => {
            return refuse(request, SecurityProblem::PasswordForPassword(problem)).await;
        }
    };
    let password = match Password::new(&form.new_password, &proven.email) {
        Ok(password) => password,
        Err(problem) => return refuse(request, SecurityProblem::NewPassword(problem)).await,
    };
    let customer_id = proven.credential.customer_id;
    let (session_id, session) = session::draw(&*request.state.entropy, &request.user_agent);
    let change = ChangePassword {
        credential_version: proven.credential.version,
        password_hash: password_hash::store(&request.state, &password)?,
        session,
    };
    let (id, sender) = (request.new_command(), request.customer(&proven.session));
    match account::change_password(&*request.state.primary, id, &sender, &change).await {
        Err(AccountRefusal::CredentialsChanged) => {
            refuse(request, SecurityProblem::PasswordForPassword(LoginProblem::Wrong)).await
        }
        changed => {
            if changed.is_ok() {
                Session::write(&mut request.cookies, &session_id, customer_id);
            }
            let location = paths::security(request.prefix);
            own::go_on(&mut request, id, changed, &location, Notice::PasswordChanged)
        }
    }
}

async fn refuse(request: AccountRequest, problem: SecurityProblem) -> Result<Response, Failure> {
    security::page(request, Some(problem), String::new()).await
}
