//! An authenticator app and recovery codes.

use leptos::prelude::*;

use super::{fields, problems};
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Authenticator, AuthenticatorProblem, AuthenticatorSetup, Shell};

/// Setting up an app, or taking it away.
pub fn authenticator(shell: &Shell, page: &Authenticator) -> String {
    let cx = Context::new(shell);
    let title = cx.text(if page.problem.is_some() { "title-error" } else { "authenticator-heading" });
    let password = match page.problem {
        Some(AuthenticatorProblem::Password(problem)) => Some(problems::present_password(cx, problem)),
        _ => None,
    };
    let code = (page.problem == Some(AuthenticatorProblem::Code)).then(|| cx.text("authenticator-wrong").to_owned());
    document(cx, title, || {
        let summary = problems::summary(cx, vec![("code", code.clone()), ("password", password.clone())]);
        let form = match &page.setup {
            Some(setup) => set_up(cx, setup, code, password).into_any(),
            None => take_away(cx, password).into_any(),
        };
        view! {
            <div class="narrow">
                <h1>{cx.text("authenticator-heading")}</h1>
                {summary}
                {form}
            </div>
        }
    })
}

fn set_up<'a>(
    cx: Context<'a>,
    setup: &'a AuthenticatorSetup,
    code: Option<String>,
    password: Option<String>,
) -> impl IntoView + use<'a> {
    let size = setup.code.size;
    view! {
        <p>{cx.text("authenticator-text")}</p>
        <svg viewBox=format!("0 0 {size} {size}") width="220" height="220" role="img" aria-label=cx.text("authenticator-picture")>
            <path fill="#fff" d=format!("M0 0h{size}v{size}H0z") />
            <path fill="#000" d=setup.code.path.as_str() />
        </svg>
        <p>
            <a href=setup.uri.as_str()>{cx.text("authenticator-link")}</a>
        </p>
        <p class="hint">{cx.text("authenticator-secret")} " " <span class="code">{setup.secret.as_str()}</span></p>
        <form class="form" method="post" action=paths::authenticator(cx.shell.market_locale) novalidate>
            <input type="hidden" name="draft" value=setup.draft.as_str() />
            {fields::code(cx, cx.text("authenticator-code"), code)}
            {fields::present_password(cx, "password", "account-present-password", password)}
            <button class="button" type="submit">{cx.text("authenticator-submit")}</button>
        </form>
    }
}

fn take_away<'a>(cx: Context<'a>, password: Option<String>) -> impl IntoView + use<'a> {
    view! {
        <p>{cx.text("authenticator-on")}</p>
        <form class="form" method="post" action=paths::authenticator_removal(cx.shell.market_locale) novalidate>
            {fields::present_password(cx, "password", "account-present-password", password)}
            <button class="button" type="submit">{cx.text("authenticator-remove")}</button>
        </form>
    }
}

/// The recovery codes, shown once.
pub fn recovery_codes(shell: &Shell, codes: &[String]) -> String {
    let cx = Context::new(shell);
    document(cx, cx.text("recovery-heading"), || {
        let codes =
            codes.iter().map(|code| view! { <li><span class="code">{code.clone()}</span></li> }).collect::<Vec<_>>();
        view! {
            <div class="narrow">
                <h1>{cx.text("recovery-heading")}</h1>
                <p>{cx.text("recovery-text")}</p>
                <ul>{codes}</ul>
                <p>
                    <a class="button" href=paths::security(cx.shell.market_locale)>{cx.text("recovery-done")}</a>
                </p>
            </div>
        }
    })
}
