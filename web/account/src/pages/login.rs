//! Logging in.

use leptos::prelude::*;
use outpost_web_ui::parts::error_summary::alert;

use super::{fields, problems};
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Login, LoginProblem, Shell};

/// The form.
pub fn login(shell: &Shell, page: &Login) -> String {
    let cx = Context::new(shell);
    let title = cx.text(if page.problem.is_some() { "title-error" } else { "login-heading" });
    let (email, password) = match page.problem {
        Some(LoginProblem::Incomplete { email, password }) => (email, password),
        _ => (false, false),
    };
    let email = email.then(|| cx.text("invalid-email").to_owned());
    let password = password.then(|| cx.text("password-missing").to_owned());
    document(cx, title, || {
        view! {
            <div class="narrow">
                <h1>{cx.text("login-heading")}</h1>
                {refused(cx, page)}
                {problems::summary(cx, vec![("email", email.clone()), ("password", password.clone())])}
                <form class="form" method="post" action=paths::login(cx.shell.market_locale) novalidate>
                    {(!page.to.is_empty()).then(|| view! { <input type="hidden" name="to" value=page.to.as_str() /> })}
                    {fields::email(cx, &page.email, "username", email)}
                    {fields::present_password(cx, "password", "account-password", password)}
                    <button class="button button-wide" type="submit">{cx.text("login-submit")}</button>
                </form>
                <p><a href=paths::forgot(cx.shell.market_locale)>{cx.text("login-forgot")}</a></p>
                <section aria-labelledby="new">
                    <h2 id="new">{cx.text("login-new")}</h2>
                    <p>{cx.text("login-new-text")}</p>
                    <p>
                        <a class="button button-quiet" href=paths::register(cx.shell.market_locale)>
                            {cx.text("register-heading")}
                        </a>
                    </p>
                </section>
            </div>
        }
    })
}

fn refused(cx: Context<'_>, page: &Login) -> Option<impl IntoView + use<>> {
    let (heading, hint) = match page.problem? {
        LoginProblem::Incomplete { .. } => return None,
        LoginProblem::Wrong => (cx.text("login-wrong").to_owned(), cx.text("login-wrong-text")),
        LoginProblem::Blocked { seconds } => (problems::blocked(cx, seconds), cx.text("login-blocked-text")),
    };
    Some(alert(heading, view! { <p>{hint}</p> }))
}
