//! Setting a new password by a link, and asking for one.

use leptos::either::Either;
use leptos::prelude::*;

use super::{fields, problems};
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Forgot, LinkKind, Reset, Shell};

/// Asks for the address that the link goes to.
pub fn forgot(shell: &Shell, page: &Forgot) -> String {
    let cx = Context::new(shell);
    let email = page.email_is_wrong.then(|| cx.text("invalid-email").to_owned());
    let title = cx.text(if page.email_is_wrong { "title-error" } else { "forgot-heading" });
    document(cx, title, || {
        view! {
            <div class="narrow">
                <h1>{cx.text("forgot-heading")}</h1>
                <p>{cx.text("forgot-text")}</p>
                {problems::summary(cx, vec![("email", email.clone())])}
                <form class="form" method="post" action=paths::forgot(cx.shell.market_locale) novalidate>
                    {fields::email(cx, &page.email, "username", email)}
                    <button class="button button-wide" type="submit">{cx.text("forgot-submit")}</button>
                </form>
            </div>
        }
    })
}

/// Asks for the new password.
pub fn reset(shell: &Shell, page: &Reset) -> String {
    let cx = Context::new(shell);
    let market_locale = cx.shell.market_locale;
    let password = page.password.map(|problem| problems::password(cx, problem));
    let is_wrong = page.link.is_some() || password.is_some();
    document(cx, cx.text(if is_wrong { "title-error" } else { "reset-heading" }), || {
        view! {
            <div class="narrow">
                <h1>{cx.text("reset-heading")}</h1>
                {match page.link {
                    Some(problem) => Either::Left(view! {
                        {problems::link(cx, problem, cx.text("link-expired-reset"))}
                        <p><a class="button" href=paths::forgot(market_locale)>{cx.text("forgot-submit")}</a></p>
                    }),
                    None => Either::Right(view! {
                        {problems::summary(cx, vec![("new_password", password.clone())])}
                        <p>{cx.text("reset-text")}</p>
                        <form
                            class="form"
                            method="post"
                            action=paths::link(market_locale, LinkKind::ResetPassword)
                            novalidate
                        >
                            <input type="hidden" name="token" value=page.token.as_str() />
                            {fields::new_password(cx, "new_password", "account-new-password", password)}
                            <button class="button button-wide" type="submit">{cx.text("reset-submit")}</button>
                        </form>
                    }),
                }}
            </div>
        }
    })
}
