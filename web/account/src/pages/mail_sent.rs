//! What to do after a mail was sent. It says the same whether the address has an account or not.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{MailSent, Shell};

/// Look into your mailbox.
pub fn mail_sent(shell: &Shell, page: MailSent) -> String {
    let cx = Context::new(shell);
    let text = match page {
        MailSent::Registered => cx.text("mail-sent-registered"),
        MailSent::ResetRequested => cx.text("mail-sent-reset"),
    };
    let again = match page {
        MailSent::Registered => paths::register(cx.shell.market_locale),
        MailSent::ResetRequested => paths::forgot(cx.shell.market_locale),
    };
    document(cx, cx.text("mail-sent-heading"), || {
        view! {
            <div class="narrow prose">
                <h1>{cx.text("mail-sent-heading")}</h1>
                <p>{text}</p>
                <p>{cx.text("mail-sent-nothing")}</p>
                <p><a href=again>{cx.text("mail-sent-again")}</a></p>
                <p><a class="button" href=paths::login(cx.shell.market_locale)>{cx.text("login-heading")}</a></p>
            </div>
        }
    })
}
