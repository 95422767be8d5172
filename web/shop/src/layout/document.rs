//! The whole document around a page's own content.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use super::{footer::footer, head::head, header::header, notice::notice};
use crate::context::Context;
use crate::{asset, markers};

/// What a page says about itself.
#[derive(Default)]
pub(crate) struct Frame {
    /// Title without the shop's name.
    pub(crate) title: String,
    /// A sentence for search engines.
    pub(crate) description: String,
    /// The page's own style sheet beside `base.css`.
    pub(crate) style: &'static str,
    /// It is nobody's business but the visitor's: never indexed, no `hreflang`.
    pub(crate) private: bool,
    /// Checkout: no navigation to stray into.
    pub(crate) quiet: bool,
    /// Address of a picture for link previews.
    pub(crate) picture: Option<String>,
}

/// The document as HTML. `content` makes what stands inside `main`.
pub(crate) fn document<V: IntoView>(cx: Context<'_>, frame: &Frame, content: impl FnOnce() -> V) -> String {
    // Islands look for an owner and a shared context that counts them; both end with the page.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| page(cx, frame, content()).to_html());
    owner.unset_with_forced_cleanup();
    markers::strip(&html)
}

fn page<V: IntoView>(cx: Context<'_>, frame: &Frame, content: V) -> impl IntoView {
    let prefix = cx.shell.prefix;
    view! {
        <html lang=prefix.language_tag() dir=prefix.locale.direction()>
            {head(cx, frame)}
            <body>
                <a class="skip" href="#main">{cx.say("skip-link")}</a>
                {header(cx, frame)}
                {notice(cx)}
                <main id="main" class="wrap" tabindex="-1">{content}</main>
                {footer(cx)}
                <script
                    type="module"
                    src=asset("loader.js")
                    data-module=asset("browser.js")
                    data-wasm=asset("browser.wasm")
                    data-worker=asset("sw.js")
                ></script>
            </body>
        </html>
    }
}
