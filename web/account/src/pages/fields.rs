//! The fields that several forms have.

use leptos::prelude::*;
use outpost_domain::account::PASSWORD_MIN;
use outpost_web_ui::parts::field::{Field, field};

use crate::context::Context;

/// The most characters of a password field: longer ones are refused with a reason, not cut in silence.
const PASSWORD_FIELD: u16 = 400;

/// A mail address.
pub(super) fn email<'a>(
    cx: Context<'a>,
    value: &'a str,
    autocomplete: &'static str,
    error: Option<String>,
) -> impl IntoView + use<'a> {
    field(Field {
        id: "email",
        label: cx.text("field-email"),
        value,
        kind: "email",
        autocomplete,
        inputmode: "email",
        maxlength: 254,
        required: true,
        error,
        ..Field::default()
    })
}

/// The code of an authenticator app, or a recovery code.
pub(super) fn code<'a>(cx: Context<'a>, hint: &'static str, error: Option<String>) -> impl IntoView + use<'a> {
    field(Field {
        id: "code",
        label: cx.text("second-factor-code"),
        autocomplete: "one-time-code",
        maxlength: 40,
        required: true,
        hint: Some(hint),
        error,
        ..Field::default()
    })
}

/// The password that an account has. It is never filled in again.
pub(super) fn present_password<'a>(
    cx: Context<'a>,
    id: &'static str,
    label: &'static str,
    error: Option<String>,
) -> impl IntoView + use<'a> {
    let label = cx.text(label);
    field(Field {
        id,
        label,
        kind: "password",
        autocomplete: "current-password",
        maxlength: PASSWORD_FIELD,
        required: true,
        error,
        ..Field::default()
    })
}

/// A password that an account gets. Browsers and password managers may make one up.
pub(super) fn new_password<'a>(
    cx: Context<'a>,
    id: &'static str,
    label: &'static str,
    error: Option<String>,
) -> impl IntoView + use<'a> {
    let hint = cx.plural("password-hint", PASSWORD_MIN as u64);
    view! {
        {field(Field {
            id,
            label: cx.text(label),
            kind: "password",
            autocomplete: "new-password",
            maxlength: PASSWORD_FIELD,
            required: true,
            error,
            ..Field::default()
        })}
        <p class="hint">{hint}</p>
    }
}

/// A name, which may stay empty.
pub(super) fn name<'a>(cx: Context<'a>, value: &'a str, error: Option<String>) -> impl IntoView + use<'a> {
    field(Field {
        id: "name",
        label: cx.text("account-name"),
        value,
        autocomplete: "name",
        maxlength: 200,
        error,
        optional: cx.text("field-optional"),
        ..Field::default()
    })
}
