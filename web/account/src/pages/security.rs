//! Password, mail address and sessions of a customer.

mod forms;
mod sessions;

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Security, Shell};

/// Everything by which a customer is known.
pub fn security(shell: &Shell, page: &Security) -> String {
    let cx = Context::new(shell);
    let title = cx.text(if page.problem.is_some() { "title-error" } else { "account-security" });
    document(cx, title, || {
        view! {
            <div class="narrow">
                <h1>{cx.text("account-security")}</h1>
                {forms::summary(cx, page)}
                {forms::password(cx, page)}
                {forms::email(cx, page)}
                <section aria-labelledby="authenticator">
                    <h2 id="authenticator">{cx.text("authenticator-heading")}</h2>
                    <p>{cx.text("authenticator-why")}</p>
                    <p>
                        <a class="button button-quiet" href=paths::authenticator(cx.shell.market_locale)>
                            {cx.text("authenticator-open")}
                        </a>
                    </p>
                </section>
                {sessions::sessions(cx, page)}
            </div>
        }
    })
}
