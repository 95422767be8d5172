//! What was wrong with a form, as sentences.

use leptos::prelude::*;
use outpost_domain::account::{PASSWORD_MAX, PASSWORD_MIN, PasswordProblem};
use outpost_web_ui::parts::error_summary::{SummaryItem, alert, error_summary};

use crate::context::Context;
use crate::view::{LinkProblem, LoginProblem};

/// What is wrong with a new password.
pub(super) fn password(cx: Context<'_>, problem: PasswordProblem) -> String {
    match problem {
        PasswordProblem::Missing => cx.text("password-missing").to_owned(),
        PasswordProblem::TooShort => cx.plural("password-short", PASSWORD_MIN as u64),
        PasswordProblem::TooLong => cx.plural("password-long", PASSWORD_MAX as u64),
        PasswordProblem::Common => cx.text("password-common").to_owned(),
        PasswordProblem::Guessable => cx.text("password-guessable").to_owned(),
    }
}

/// What is wrong with the present password, typed once more; `None` where it is another field.
pub(super) fn present_password(cx: Context<'_>, problem: LoginProblem) -> String {
    match problem {
        LoginProblem::Incomplete { .. } => cx.text("password-missing").to_owned(),
        LoginProblem::Wrong => cx.text("password-wrong").to_owned(),
        LoginProblem::Blocked { seconds } => blocked(cx, seconds),
    }
}

/// How long a blocked login has to wait.
pub(super) fn blocked(cx: Context<'_>, seconds: i64) -> String {
    let minutes = u64::try_from(seconds).unwrap_or(0).div_ceil(60);
    cx.plural("login-blocked", minutes.max(1))
}

/// A box that says why a link does nothing, and what to do.
pub(super) fn link(cx: Context<'_>, problem: LinkProblem, hint: &'static str) -> impl IntoView {
    let heading = match problem {
        LinkProblem::Expired => cx.text("link-expired"),
        LinkProblem::Used => cx.text("link-used"),
        LinkProblem::Taken => cx.text("link-taken"),
    };
    alert(heading.to_owned(), view! { <p>{hint}</p> })
}

/// The summary of errors by field; nothing without any.
pub(super) fn summary(cx: Context<'_>, errors: Vec<(&'static str, Option<String>)>) -> Option<impl IntoView + use<>> {
    let items = errors.into_iter().filter_map(|(field, message)| Some(SummaryItem { field, message: message? }));
    error_summary(*cx, items.collect())
}
