//! `POST /{m}/account/email`: asks for another mail address, which counts once its owner has confirmed it.

use axum::response::Response;
use outpost_db::account::{self, AccountRefusal, RequestEmailChange};
use outpost_domain::account::Email;
use outpost_domain::ids::AccountTokenId;
use outpost_http::form::Form;
use outpost_http::{Failure, HttpState};
use outpost_web_account::paths;
use outpost_web_account::view::{LoginProblem, Notice, SecurityProblem};
use serde::Deserialize;

use crate::login::typed_email;
use crate::present_password::{self, NotProven};
use crate::request::AccountRequest;
use crate::{own, security};

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct EmailForm {
    new_email: String,
    email_password: String,
}

/// Has a link sent to the address. The answer is the same where it has an account, which then gets a mail.
pub(crate) async fn change(mut request: AccountRequest, Form(form): Form<EmailForm>) -> Result<Response, Failure> {
    let typed = typed_email(&form.new_email);
    let Ok(email) = typed.parse::<Email>() else {
        return security::page(request, Some(SecurityProblem::NewEmail), typed).await;
    };
    let proven = match present_password::check(&mut request, &form.email_password).await {
        Ok(proven) => proven,
        Err(NotProven::Failure(failure)) => return Err(failure),
        Err(NotProven::Problem(problem)) => {
            return security::page(request, Some(SecurityProblem::PasswordForEmail(problem)), typed).await;
        }
    };
    let change = RequestEmailChange {
        credential_version: proven.credential.version,
        token_id: AccountTokenId::new(request.state.new_uuid()),
        email,
    };
    let (id, sender) = (request.new_command(), request.customer(&proven.session));
    match account::request_email_change(&*request.state.primary, id, &sender, &change).await {
        Err(AccountRefusal::CredentialsChanged) => {
            let problem = SecurityProblem::PasswordForEmail(LoginProblem::Wrong);
            security::page(request, Some(problem), typed).await
        }
        requested => {
            let location = paths::security(request.prefix);
            own::go_on(&mut request, id, requested, &location, Notice::EmailChangeRequested)
        }
    }
}
