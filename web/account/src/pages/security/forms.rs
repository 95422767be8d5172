//! The forms that change password and mail address. Both ask for the present password.

use leptos::prelude::*;
use outpost_web_ui::parts::field::{Field, field};

use crate::context::Context;
use crate::pages::{fields, problems};
use crate::paths;
use crate::view::{Security, SecurityProblem};

/// The errors by field: present password, new password; password for the address, new address.
fn errors(cx: Context<'_>, page: &Security) -> [(&'static str, Option<String>); 4] {
    let problem = page.problem;
    let message =
        |wanted: fn(Context<'_>, SecurityProblem) -> Option<String>| problem.and_then(|found| wanted(cx, found));
    [
        (
            "present_password",
            message(|cx, found| match found {
                SecurityProblem::PasswordForPassword(problem) => Some(problems::present_password(cx, problem)),
                _ => None,
            }),
        ),
        (
            "new_password",
            message(|cx, found| match found {
                SecurityProblem::NewPassword(problem) => Some(problems::password(cx, problem)),
                _ => None,
            }),
        ),
        (
            "new_email",
            message(|cx, found| (found == SecurityProblem::NewEmail).then(|| cx.text("invalid-email").to_owned())),
        ),
        (
            "email_password",
            message(|cx, found| match found {
                SecurityProblem::PasswordForEmail(problem) => Some(problems::present_password(cx, problem)),
                _ => None,
            }),
        ),
    ]
}

pub(super) fn summary<'a>(cx: Context<'a>, page: &Security) -> Option<impl IntoView + use<'a>> {
    problems::summary(cx, errors(cx, page).to_vec())
}

pub(super) fn password<'a>(cx: Context<'a>, page: &'a Security) -> impl IntoView + use<'a> {
    let [(_, present), (_, new), ..] = errors(cx, page);
    view! {
        <section aria-labelledby="password">
            <h2 id="password">{cx.text("security-password")}</h2>
            <p>{cx.text("security-password-text")}</p>
            <form class="form" method="post" action=paths::password(cx.shell.market_locale) novalidate>
                <input type="hidden" name="username" value=page.email.as_str() autocomplete="username" />
                {fields::present_password(cx, "present_password", "account-present-password", present)}
                {fields::new_password(cx, "new_password", "account-new-password", new)}
                <button class="button" type="submit">{cx.text("security-password")}</button>
            </form>
        </section>
    }
}

pub(super) fn email<'a>(cx: Context<'a>, page: &'a Security) -> impl IntoView + use<'a> {
    let [_, _, (_, new), (_, present)] = errors(cx, page);
    view! {
        <section aria-labelledby="mail">
            <h2 id="mail">{cx.text("security-email")}</h2>
            <p>{cx.format("security-email-text", &[("email", page.email.as_str().into())])}</p>
            <form class="form" method="post" action=paths::email(cx.shell.market_locale) novalidate>
                {field(Field {
                    id: "new_email",
                    label: cx.text("security-new-email"),
                    value: &page.new_email,
                    kind: "email",
                    autocomplete: "email",
                    inputmode: "email",
                    maxlength: 254,
                    required: true,
                    error: new,
                    ..Field::default()
                })}
                {fields::present_password(cx, "email_password", "account-present-password", present)}
                <button class="button" type="submit">{cx.text("security-email")}</button>
            </form>
        </section>
    }
}
