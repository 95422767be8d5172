//! Deleting an account.

use leptos::prelude::*;

use super::{fields, problems};
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Deletion, Shell};

/// What goes, what stays, and the password once more.
pub fn deletion(shell: &Shell, page: Deletion) -> String {
    let cx = Context::new(shell);
    let password = page.problem.map(|problem| problems::present_password(cx, problem));
    let title = cx.text(if password.is_some() { "title-error" } else { "deletion-heading" });
    document(cx, title, || {
        view! {
            <div class="narrow">
                <h1>{cx.text("deletion-heading")}</h1>
                {problems::summary(cx, vec![("password", password.clone())])}
                <p>{cx.text("deletion-goes")}</p>
                <p>{cx.text("deletion-stays")}</p>
                <form class="form" method="post" action=paths::deletion(cx.shell.market_locale) novalidate>
                    {fields::present_password(cx, "password", "account-present-password", password)}
                    <button class="button" type="submit">{cx.text("deletion-submit")}</button>
                </form>
                <p><a class="button button-quiet" href=paths::profile(cx.shell.market_locale)>{cx.text("deletion-keep")}</a></p>
            </div>
        }
    })
}
