//! What an error page offers: when to try again, other pages, whom to ask, and the number to quote.

use leptos::prelude::*;

use super::info_link::info_link;
use crate::context::Context;
use crate::paths;
use crate::view::InfoPage;

/// Links onwards and the request number. `home_class` is the look of the first link.
pub(crate) fn error_help(cx: Context<'_>, home_class: &'static str, request_id: &str) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    view! {
        <p class="error-links">
            <a class=home_class href=paths::home(market_locale)>{cx.text("error-home")}</a>
            <a class="button button-quiet" href=paths::cart(market_locale)>{cx.text("error-cart")}</a>
        </p>
        <p class="hint">{cx.text("error-help")} " " {info_link(cx, InfoPage::Contact)}</p>
        <p class="hint">{cx.text("error-request")} " " <code>{request_id.to_owned()}</code></p>
    }
}

/// When to try again, in seconds or minutes.
pub(crate) fn retry_after(cx: Context<'_>, seconds: u32) -> String {
    let seconds = u64::from(seconds);
    if seconds <= 90 {
        cx.plural("error-wait-seconds", seconds.max(1))
    } else {
        cx.plural("error-wait-minutes", seconds.div_ceil(60))
    }
}
