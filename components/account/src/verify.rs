//! `GET` and `POST /{m}/account/verify` and `/{m}/account/new-email`: confirms a mail address by a button.

use axum::response::Response;
use http::StatusCode;
use outpost_db::account::{self, AccountRefusal};
use outpost_domain::account::TokenPurpose;
use outpost_http::form::Form;
use outpost_http::{Failure, HttpState};
use outpost_web_account::paths;
use outpost_web_account::view::{Confirm, LinkKind, LinkProblem, Notice};
use serde::Deserialize;

use crate::link;
use crate::request::AccountRequest;

/// The button of a link that confirms a new account.
pub(crate) async fn show_verify(request: AccountRequest) -> Result<Response, Failure> {
    show(request, LinkKind::VerifyEmail, TokenPurpose::VerifyEmail)
}

/// The button of a link that confirms another address.
pub(crate) async fn show_change(request: AccountRequest) -> Result<Response, Failure> {
    show(request, LinkKind::ChangeEmail, TokenPurpose::ChangeEmail)
}

fn show(mut request: AccountRequest, kind: LinkKind, purpose: TokenPurpose) -> Result<Response, Failure> {
    let token = request.query.text("token").to_owned();
    let is_open = link::open_token(&request.state, purpose, &token, request.state.now())?.is_some();
    let page = Confirm { kind, token, problem: (!is_open).then_some(LinkProblem::Expired) };
    Ok(answer(&mut request, &page))
}

/// The token of a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TokenForm {
    token: String,
}

/// Confirms the address of a new account.
pub(crate) async fn verify(mut request: AccountRequest, Form(form): Form<TokenForm>) -> Result<Response, Failure> {
    request.limit("link").await?;
    let state = request.state.clone();
    let page = |problem| Confirm { kind: LinkKind::VerifyEmail, token: String::new(), problem: Some(problem) };
    let Some(token) = link::open_token(&state, TokenPurpose::VerifyEmail, &form.token, state.now())? else {
        return Ok(answer(&mut request, &page(LinkProblem::Expired)));
    };
    let id = request.new_command();
    match account::verify_email(&*state.primary, id, &request.visitor(), token).await {
        Ok(()) => {
            request.record(id);
            let location = paths::login(request.prefix);
            Ok(request.see_other(&location, Some(Notice::EmailVerified)))
        }
        Err(refusal) => Ok(answer(&mut request, &page(problem(refusal)?))),
    }
}

/// Moves an account to the address that a link was sent to.
pub(crate) async fn change(mut request: AccountRequest, Form(form): Form<TokenForm>) -> Result<Response, Failure> {
    request.limit("link").await?;
    let state = request.state.clone();
    let page = |problem| Confirm { kind: LinkKind::ChangeEmail, token: String::new(), problem: Some(problem) };
    let Some(token) = link::open_token(&state, TokenPurpose::ChangeEmail, &form.token, state.now())? else {
        return Ok(answer(&mut request, &page(LinkProblem::Expired)));
    };
    let id = request.new_command();
    match account::change_email(&*state.primary, id, &request.visitor(), token).await {
        Ok(()) => {
            request.record(id);
            let location = paths::security(request.prefix);
            Ok(request.see_other(&location, Some(Notice::EmailChanged)))
        }
        Err(refusal) => Ok(answer(&mut request, &page(problem(refusal)?))),
    }
}

/// Why a link does nothing.
pub(crate) fn problem(refusal: AccountRefusal) -> Result<LinkProblem, Failure> {
    match refusal {
        AccountRefusal::LinkExpired => Ok(LinkProblem::Expired),
        AccountRefusal::LinkUsed => Ok(LinkProblem::Used),
        AccountRefusal::EmailTaken => Ok(LinkProblem::Taken),
        AccountRefusal::Sql(error) => Err(error.into()),
        refusal => Err(Failure::Internal(refusal.to_string())),
    }
}

fn answer(request: &mut AccountRequest, page: &Confirm) -> Response {
    let status = if page.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shell = request.shell();
    request.page(status, outpost_web_account::confirm(&shell, page))
}
