//! The whole document.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use super::head::{Head, head};
use super::hydration_markers;
use crate::assets::asset;
use crate::localizer::Localizer;

/// What the body of a document consists of.
pub struct Regions<Header, Content, Footer> {
    /// Everything above the content.
    pub header: Header,
    /// What stands inside `main`.
    pub content: Content,
    /// Everything below the content.
    pub footer: Footer,
}

/// The document as HTML. `regions` runs while an owner for its islands is in place.
pub fn document<H: IntoView, C: IntoView, F: IntoView>(
    l10n: Localizer,
    about: Head<'_>,
    regions: impl FnOnce() -> Regions<H, C, F>,
) -> String {
    // Islands look for an owner and a shared context that counts them; both end with the page.
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| page(l10n, about, regions()).to_html());
    owner.unset_with_forced_cleanup();
    hydration_markers::strip(&html)
}

fn page<H: IntoView, C: IntoView, F: IntoView>(
    l10n: Localizer,
    about: Head<'_>,
    regions: Regions<H, C, F>,
) -> impl IntoView {
    let market_locale = about.market_locale;
    let script = (!about.script.is_empty()).then(|| asset(about.script));
    view! {
        <html lang=market_locale.language_tag() dir=l10n.direction()>
            {head(l10n, about)}
            <body>
                <a class="skip" href="#main">{l10n.text("skip-link")}</a>
                {regions.header}
                <main id="main" class="wrap" tabindex="-1">{regions.content}</main>
                {regions.footer}
                <script
                    type="module"
                    src=asset("loader.js")
                    data-module=asset("browser.js")
                    data-wasm=asset("browser.wasm")
                    data-worker=asset("sw.js")
                ></script>
                {script.map(|address| view! { <script type="module" src=address></script> })}
            </body>
        </html>
    }
}
