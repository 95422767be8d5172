//! The document around every page of an account: head, header, parts of the account, notice, footer.

mod footer;
mod header;
mod notice;

use leptos::prelude::*;
use outpost_web_ui::layout::{self, Head, Regions};

use crate::context::Context;

/// The document as HTML. No page of an account is ever indexed.
pub(crate) fn document<V: IntoView>(cx: Context<'_>, title: &str, content: impl FnOnce() -> V) -> String {
    let title = format!("{title} · {}", cx.text("shop-name"));
    let head = Head::private(cx.shell.market_locale, title, "order.css");
    layout::document(*cx, head, || {
        let content = content();
        Regions { header: (header::header(cx), notice::notice(cx)), content, footer: footer::footer(cx) }
    })
}
