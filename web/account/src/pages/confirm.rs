//! Confirming a mail address by a button.

use leptos::either::Either;
use leptos::prelude::*;

use super::problems;
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Confirm, LinkKind, LinkProblem, Shell};

/// The button, or why the link does nothing.
pub fn confirm(shell: &Shell, page: &Confirm) -> String {
    let cx = Context::new(shell);
    let (heading, text) = match page.kind {
        LinkKind::ChangeEmail => (cx.text("confirm-change-heading"), cx.text("confirm-change-text")),
        LinkKind::VerifyEmail | LinkKind::ResetPassword => (cx.text("confirm-heading"), cx.text("confirm-text")),
    };
    let market_locale = cx.shell.market_locale;
    document(cx, cx.text(if page.problem.is_some() { "title-error" } else { "confirm-heading" }), || {
        view! {
            <div class="narrow">
                <h1>{heading}</h1>
                {match page.problem {
                    Some(problem) => Either::Left(view! {
                        {problems::link(cx, problem, hint(cx, page.kind, problem))}
                        <p><a class="button" href=paths::login(market_locale)>{cx.text("login-heading")}</a></p>
                    }),
                    None => Either::Right(view! {
                        <p>{text}</p>
                        <form class="form" method="post" action=paths::link(market_locale, page.kind)>
                            <input type="hidden" name="token" value=page.token.as_str() />
                            <button class="button button-wide" type="submit">{cx.text("confirm-submit")}</button>
                        </form>
                    }),
                }}
            </div>
        }
    })
}

fn hint(cx: Context<'_>, kind: LinkKind, problem: LinkProblem) -> &'static str {
    match (problem, kind) {
        (LinkProblem::Expired, LinkKind::ChangeEmail) => cx.text("link-expired-change"),
        (LinkProblem::Expired, _) => cx.text("link-expired-verify"),
        (LinkProblem::Used, _) => cx.text("link-used-text"),
        (LinkProblem::Taken, _) => cx.text("link-taken-text"),
    }
}
