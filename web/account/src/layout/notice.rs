//! What just happened, shown once at the top of the page.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::view::Notice;

pub(super) fn notice(cx: Context<'_>) -> Option<impl IntoView> {
    let notice = cx.shell.notice?;
    Some(view! {
        <div class="wrap">
            <div class="notice" role="status">
                {icon::check()}
                <p>{message(cx, notice)}</p>
            </div>
        </div>
    })
}

fn message(cx: Context<'_>, notice: Notice) -> &'static str {
    match notice {
        Notice::EmailVerified => cx.text("account-notice-verified"),
        Notice::EmailChanged => cx.text("account-notice-email"),
        Notice::EmailChangeRequested => cx.text("account-notice-email-requested"),
        Notice::PasswordChanged => cx.text("account-notice-password"),
        Notice::ProfileSaved => cx.text("account-notice-profile"),
        Notice::AddressSaved => cx.text("account-notice-address"),
        Notice::AddressDeleted => cx.text("account-notice-address-deleted"),
        Notice::SessionsEnded => cx.text("account-notice-sessions"),
        Notice::LoggedOut => cx.text("account-notice-logged-out"),
        Notice::AccountDeleted => cx.text("account-notice-deleted"),
        Notice::OrdersAdopted => cx.text("account-notice-orders"),
        Notice::AuthenticatorRemoved => cx.text("account-notice-authenticator"),
    }
}
