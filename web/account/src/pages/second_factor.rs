//! The second step of a login.

use leptos::prelude::*;
use outpost_web_ui::parts::error_summary::alert;

use super::{fields, problems};
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{LoginProblem, SecondFactorPage, Shell};

/// Asks for the code of the app, or a recovery code.
pub fn second_factor(shell: &Shell, page: &SecondFactorPage) -> String {
    let cx = Context::new(shell);
    let title = cx.text(if page.problem.is_some() { "title-error" } else { "second-factor-heading" });
    let (blocked, error) = match page.problem {
        Some(LoginProblem::Blocked { seconds }) => (Some(problems::blocked(cx, seconds)), None),
        Some(_) => (None, Some(cx.text("second-factor-wrong").to_owned())),
        None => (None, None),
    };
    document(cx, title, || {
        view! {
            <div class="narrow">
                <h1>{cx.text("second-factor-heading")}</h1>
                {blocked.map(|heading| alert(heading, view! { <p>{cx.text("second-factor-text")}</p> }))}
                {problems::summary(cx, vec![("code", error.clone())])}
                <form class="form" method="post" action=paths::login(cx.shell.market_locale) novalidate>
                    <input type="hidden" name="proof" value=page.proof.as_str() />
                    {fields::code(cx, cx.text("second-factor-text"), error)}
                    <button class="button button-wide" type="submit">{cx.text("login-submit")}</button>
                </form>
            </div>
        }
    })
}
