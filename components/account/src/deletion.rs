//! `GET` and `POST /{m}/account/deletion`: forgets a person.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, AccountRefusal, Anonymise};
use outpost_http::Failure;
use outpost_http::form::Form;
use outpost_web_account::paths;
use outpost_web_account::view::{Deletion, LoginProblem, Notice, Section};
use serde::Deserialize;

use crate::logout::leave;
use crate::own;
use crate::present_password::{self, NotProven};
use crate::request::AccountRequest;

/// What goes, what stays, and the password once more.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    own::load(&mut request, |sql, session, command| Box::pin(account::profile(sql, session, command))).await?;
    Ok(page(&mut request, StatusCode::OK, None))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct DeletionForm {
    password: String,
}

/// Removes everything that names the customer from the account, for good.
pub(crate) async fn submit(mut request: AccountRequest, Form(form): Form<DeletionForm>) -> Result<Response, Failure> {
    let proven = match present_password::check(&mut request, &form.password).await {
        Ok(proven) => proven,
        Err(NotProven::Failure(failure)) => return Err(failure),
        Err(NotProven::Problem(problem)) => {
            return Ok(page(&mut request, StatusCode::UNPROCESSABLE_ENTITY, Some(problem)));
        }
    };
    let anonymise =
        Anonymise { customer_id: proven.credential.customer_id, credential_version: Some(proven.credential.version) };
    let (id, sender) = (request.new_command(), request.customer(&proven.session));
    match account::anonymise(&*request.state.primary, id, &sender, &anonymise).await {
        Err(AccountRefusal::CredentialsChanged) => {
            Ok(page(&mut request, StatusCode::UNPROCESSABLE_ENTITY, Some(LoginProblem::Wrong)))
        }
        deleted => {
            if deleted.is_ok() {
                leave(&mut request);
            }
            let location = paths::login(request.prefix);
            own::go_on(&mut request, id, deleted, &location, Notice::AccountDeleted)
        }
    }
}

fn page(request: &mut AccountRequest, status: StatusCode, problem: Option<LoginProblem>) -> Response {
    let shell = request.own_shell(Section::Profile);
    request.page(status, outpost_web_account::deletion(&shell, Deletion { problem }))
}
