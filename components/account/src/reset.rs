//! `GET` and `POST /{m}/account/forgot` and `/{m}/account/reset`: a new password by a link.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, AccountRefusal, ResetPassword};
use outpost_domain::account::{Email, Password, PasswordProblem, TokenPurpose};
use outpost_domain::ids::AccountTokenId;
use outpost_http::form::Form;
use outpost_http::{Failure, HttpState};
use outpost_web_account::paths;
use outpost_web_account::view::{Forgot, LinkProblem, Notice, Reset};
use serde::Deserialize;

use crate::login::typed_email;
use crate::logout::leave;
use crate::request::AccountRequest;
use crate::verify::problem;
use crate::{link, password_hash};

/// Stands for an address that the page does not know, so that any password may be compared with it.
const NO_EMAIL: &str = "nobody@invalid.invalid";

/// Asks for the address.
pub(crate) async fn show_forgot(mut request: AccountRequest) -> Result<Response, Failure> {
    let shell = request.shell();
    Ok(request.page(StatusCode::OK, outpost_web_account::forgot(&shell, &Forgot::default())))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ForgotForm {
    email: String,
}

/// Has a link sent, where the address has an account. The answer is the same where it has none.
pub(crate) async fn forgot(mut request: AccountRequest, Form(form): Form<ForgotForm>) -> Result<Response, Failure> {
    request.limit("forgot").await?;
    let typed = typed_email(&form.email);
    let Ok(email) = typed.parse::<Email>() else {
        let shell = request.shell();
        let page = Forgot { email: typed, email_is_wrong: true };
        return Ok(request.page(StatusCode::UNPROCESSABLE_ENTITY, outpost_web_account::forgot(&shell, &page)));
    };
    let (id, token) = (request.new_command(), AccountTokenId::new(request.state.new_uuid()));
    match account::request_password_reset(&*request.state.primary, id, &request.visitor(), &email, token).await {
        Ok(()) => {
            let location = format!("{}?for=reset", paths::mail_sent(request.prefix));
            Ok(request.see_other(&location, None))
        }
        Err(AccountRefusal::Sql(error)) => Err(error.into()),
        Err(refusal) => Err(Failure::Internal(refusal.to_string())),
    }
}

/// Asks for the new password.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    let token = request.query.text("token").to_owned();
    let is_open = link::open_token(&request.state, TokenPurpose::ResetPassword, &token, request.state.now())?.is_some();
    let page = Reset { token, link: (!is_open).then_some(LinkProblem::Expired), password: None };
    Ok(answer(&mut request, &page))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ResetForm {
    token: String,
    new_password: String,
}

/// Sets the new password. Every session ends; the customer logs in with it.
pub(crate) async fn submit(mut request: AccountRequest, Form(form): Form<ResetForm>) -> Result<Response, Failure> {
    request.limit("link").await?;
    let state = request.state.clone();
    let page = |link, password| Reset { token: form.token.clone(), link, password };
    let Some(token_id) = link::open_token(&state, TokenPurpose::ResetPassword, &form.token, state.now())? else {
        return Ok(answer(&mut request, &page(Some(LinkProblem::Expired), None)));
    };
    let password = match new_password(&form.new_password) {
        Ok(password) => password,
        Err(problem) => return Ok(answer(&mut request, &page(None, Some(problem)))),
    };
    let reset = ResetPassword { token_id, password_hash: password_hash::store(&state, &password)? };
    let id = request.new_command();
    match account::reset_password(&*state.primary, id, &request.visitor(), &reset).await {
        Ok(()) => {
            request.record(id);
            leave(&mut request);
            let location = paths::login(request.prefix);
            Ok(request.see_other(&location, Some(Notice::PasswordChanged)))
        }
        Err(refusal) => Ok(answer(&mut request, &page(Some(problem(refusal)?), None))),
    }
}

/// A password for an account whose address the form does not name.
fn new_password(text: &str) -> Result<Password, PasswordProblem> {
    match NO_EMAIL.parse::<Email>() {
        Ok(email) => Password::new(text, &email),
        Err(_) => Err(PasswordProblem::Missing),
    }
}

fn answer(request: &mut AccountRequest, page: &Reset) -> Response {
    let is_wrong = page.link.is_some() || page.password.is_some();
    let status = if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shell = request.shell();
    request.page(status, outpost_web_account::reset(&shell, page))
}
