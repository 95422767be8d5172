//! Making an account.

use leptos::either::Either;
use leptos::prelude::*;

use super::{fields, problems};
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Register, Shell};

/// The form. After a guest order it asks for a password only.
pub fn register(shell: &Shell, page: &Register) -> String {
    let cx = Context::new(shell);
    let email = page.email_is_wrong.then(|| cx.text("invalid-email").to_owned());
    let name = page.name_is_long.then(|| cx.text("account-name-long").to_owned());
    let password = page.password.map(|problem| problems::password(cx, problem));
    let is_wrong = email.is_some() || name.is_some() || password.is_some();
    let title = cx.text(if is_wrong { "title-error" } else { "register-heading" });
    let errors = vec![("name", name.clone()), ("email", email.clone()), ("new_password", password.clone())];
    document(cx, title, || {
        view! {
            <div class="narrow">
                <h1>{cx.text("register-heading")}</h1>
                <p>{cx.text(if page.order.is_some() { "register-order-text" } else { "register-text" })}</p>
                {problems::summary(cx, errors)}
                <form class="form" method="post" action=paths::register(cx.shell.market_locale) novalidate>
                    {match &page.order {
                        Some(order) => Either::Left(view! {
                            <input type="hidden" name="order" value=order.as_str() />
                            <input type="hidden" name="email" value=page.email.as_str() autocomplete="username" />
                            <p><strong>{page.email.clone()}</strong></p>
                        }),
                        None => Either::Right(view! {
                            {fields::name(cx, &page.name, name)}
                            {fields::email(cx, &page.email, "username", email)}
                        }),
                    }}
                    {fields::new_password(cx, "new_password", "account-password", password)}
                    <button class="button button-wide" type="submit">{cx.text("register-submit")}</button>
                </form>
                <p>
                    {cx.text("register-known")} " "
                    <a href=paths::login(cx.shell.market_locale)>{cx.text("login-heading")}</a>
                </p>
            </div>
        }
    })
}
