//! The document around every page of an account: head, header, parts of the account, notice, footer.

mod footer;
mod header;
mod notice;

use leptos::prelude::*;
use outpost_web_ui::layout::{self, Head, Regions};

use crate::context::Context;

/// The document as HTML. No page of an account is ever indexed.
pub(crate) fn document<V: IntoView>(cx: Context<'_>, title: &str, content: impl FnOnce() -> V) -> String {
    let head = Head {
        market_locale: cx.shell.market_locale,
        site_name: cx.text("shop-name"),
        title: format!("{title} · {}", cx.text("shop-name")),
        description: "",
        style: "order.css",
        script: "",
        canonical: None,
        alternates: Vec::new(),
        preview_picture: None,
    };
    layout::document(*cx, head, || {
        let content = content();
        Regions { header: (header::header(cx), notice::notice(cx)), content, footer: footer::footer(cx) }
    })
}
