//! `GET` and `POST /{m}/account/login`.

use axum::response::Response;
use http::StatusCode;
use http::header::{HeaderValue, RETRY_AFTER};
use outpost_db::account::{self, AccountRefusal, LogIn, Login as Found};
use outpost_domain::account::{Email, Password};
use outpost_http::Failure;
use outpost_http::form::Form;
use outpost_http::input;
use outpost_http::market_path::MarketPath;
use outpost_web_account::paths;
use outpost_web_account::view::{Login, LoginProblem};
use serde::Deserialize;

use crate::password_hash;
use crate::request::AccountRequest;
use crate::session::{self, Session};

/// The most characters of a field that the page repeats.
const SHOWN_MAX: usize = 254;

/// The form; `?to=` is where to go on.
pub(crate) async fn show(mut request: AccountRequest) -> Result<Response, Failure> {
    let to = own_path(request.query.text("to"));
    if Session::read(&request.cookies).is_some() {
        let location = if to.is_empty() { paths::orders(request.prefix) } else { to };
        // A session that is over is found out there, and comes back here without its cookie.
        return Ok(request.see_other(&location, None));
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
}

/// Opens a session where address and password belong together. The answer does not tell which of them is wrong, and the
/// work is the same: one read, one hash, one command.
pub(crate) async fn submit(mut request: AccountRequest, Form(form): Form<LoginForm>) -> Result<Response, Failure> {
    request.limit("login").await?;
    let typed = typed_email(&form.email);
    let (to, email) = (own_path(&form.to), typed.parse::<Email>());
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
    let problem = if password_hash::is_right(&state, &Password::typed(&form.password), stored)? {
        match enter(&mut request, &found).await? {
            None => {
                let location = if to.is_empty() { paths::orders(request.prefix) } else { to };
                return Ok(request.see_other(&location, None));
            }
            Some(problem) => problem,
        }
    } else {
        let id = request.new_command();
        count(account::record_login_failure(&*state.primary, id, &request.visitor(), email, found.failures).await)?;
        LoginProblem::Wrong
    };
    Ok(refuse(&mut request, &page(problem)))
}

/// Opens the session; or why it did not open.
async fn enter(request: &mut AccountRequest, found: &Found) -> Result<Option<LoginProblem>, Failure> {
    let Some(credential) = &found.credential else { return Ok(Some(LoginProblem::Wrong)) };
    let (session_id, session) = session::draw(&*request.state.entropy, &request.user_agent);
    let log_in = LogIn { customer_id: credential.customer_id, credential_version: credential.version, session };
    let id = request.new_command();
    match account::log_in(&*request.state.primary, id, &request.visitor(), &log_in).await {
        Ok(()) => {
            Session::write(&mut request.cookies, &session_id, credential.customer_id);
            request.record(id);
            Ok(None)
        }
        Err(AccountRefusal::LoginBlocked { seconds }) => Ok(Some(LoginProblem::Blocked { seconds })),
        // The password was changed in this moment.
        Err(AccountRefusal::CredentialsChanged) => Ok(Some(LoginProblem::Wrong)),
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
pub(crate) fn own_path(text: &str) -> String {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>".contains(&byte));
    let is_own = MarketPath::parse(text.split(['?', '#']).next().unwrap_or("")).is_some();
    let leaves = text.contains("//") || text.contains("/..") || text.contains("/account/log");
    if is_own && is_plain(text) && !leaves { text.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_leads_to_no_other_site() {
        for own in ["/en-gb/checkout", "/ja-jp/account/orders/OP-1?x=1", "/de-de"] {
            assert_eq!(own_path(own), own);
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
            assert_eq!(own_path(other), "", "{other:?}");
        }
    }
}
