//! `GET` and `POST /{m}/account/login`.

use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER};
use outpost_db::account;
use outpost_domain::account::{Email, Password};
use outpost_domain::market::Markets;
use outpost_http::Failure;
use outpost_http::form::Form;
use outpost_http::input;
use outpost_http::market_path;
use outpost_web_account::view::{Login, LoginProblem};
use serde::Deserialize;

use crate::enter::{count, enter, go_on};
use crate::request::AccountRequest;
use crate::session::Session;
use crate::{password_hash, second_factor};

/// The most characters of a field that the page repeats.
const SHOWN_MAX: usize = 254;

/// The form; `?to=` is where to go on.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    let to = own_path(&request.markets, request.query.text("to"));
    if Session::read(&request.cookies).is_some() {
        // A session that is over is found out there, and comes back here without its cookie.
        return Ok(go_on(&mut request, to));
    }
    let shell = request.shell();
    let page = Login { to, ..Login::default() };
    Ok(request.page(StatusCode::OK, outpost_web_account::login(&shell, &page)))
}

/// The form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LoginForm {
    email: String,
    password: String,
    to: String,
    /// What the first step of a login has shown, sealed; empty in the first step.
    proof: String,
    /// The code of the second step.
    code: String,
}

/// Opens a session where address and password belong together. The answer does not tell which of them is wrong, and the
/// work is the same: one read, one hash, one command.
pub(crate) async fn submit(mut request: AccountRequest, Form(form): Form<LoginForm>) -> Result<Response, Failure> {
    request.limit("login").await?;
    if !form.proof.is_empty() {
        return second_factor::submit(request, form.proof, &form.code).await;
    }
    let typed = typed_email(&form.email);
    let (to, email) = (own_path(&request.markets, &form.to), typed.parse::<Email>());
    let page = |problem| Login { email: typed.clone(), to: to.clone(), problem: Some(problem) };
    let (Ok(email), false) = (&email, form.password.is_empty()) else {
        let problem = LoginProblem::Incomplete { email: email.is_err(), password: form.password.is_empty() };
        return Ok(refuse(&mut request, &page(problem)));
    };
    let state = request.state.clone();
    let found = account::login(&*state.primary, email).await?;
    if found.blocked_seconds > 0 {
        let problem = LoginProblem::Blocked { seconds: found.blocked_seconds };
        return Ok(refuse(&mut request, &page(problem)));
    }
    let stored = found.credential.as_ref().map(|credential| credential.password_hash.as_str());
    let is_right = password_hash::is_right(&state, &Password::typed(&form.password), stored)?;
    let problem = if let Some(credential) = found.credential.as_ref().filter(|_| is_right) {
        if credential.totp.is_some() {
            return second_factor::ask(&mut request, email, credential, to);
        }
        match enter(&mut request, credential, None).await? {
            None => return Ok(go_on(&mut request, to)),
            Some(problem) => problem,
        }
    } else {
        let id = request.new_command();
        count(account::record_login_failure(&*state.primary, id, &request.visitor(), email, found.failures).await)?;
        LoginProblem::Wrong
    };
    Ok(refuse(&mut request, &page(problem)))
}

fn refuse(request: &mut AccountRequest, page: &Login) -> Response {
    let shell = request.shell();
    let html = outpost_web_account::login(&shell, page);
    match page.problem {
        Some(LoginProblem::Blocked { seconds }) => {
            let mut response = request.page(StatusCode::TOO_MANY_REQUESTS, html);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            response
        }
        _ => request.page(StatusCode::UNPROCESSABLE_ENTITY, html),
    }
}

/// An address as it was typed, on whatever keyboard.
pub(crate) fn typed_email(text: &str) -> String {
    input::to_half_width(text).trim().chars().take(SHOWN_MAX).collect()
}

/// A path below one of the shop's markets, else nothing: a login leads to no other site.
pub(crate) fn own_path(markets: &Markets, text: &str) -> String {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>".contains(&byte));
    let is_own = market_path::split(markets, text.split(['?', '#']).next().unwrap_or("")).is_some();
    let leaves = text.contains("//") || text.contains("/..") || text.contains("/account/log");
    if is_own && is_plain(text) && !leaves { text.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use outpost_domain::samples::markets;

    use super::*;

    #[test]
    fn a_login_leads_to_no_other_site() {
        for own in ["/en-gb/checkout", "/ja-jp/account/orders/OP-1?x=1", "/de-de"] {
            assert_eq!(own_path(&markets(), own), own);
        }
        for other in [
            "",
            "https://evil.example",
            "//evil.example/en-gb",
            "/\\evil.example",
            "/en-gb\\evil",
            "/en-gb//evil.example",
            "/en-gb/..//evil.example",
            "/evil",
            "javascript:alert(1)",
            "/en-gb\r\nSet-Cookie: a=b",
            "/en-gb/account/login?to=/en-gb/account/login",
        ] {
            assert_eq!(own_path(&markets(), other), "", "{other:?}");
        }
    }
}
