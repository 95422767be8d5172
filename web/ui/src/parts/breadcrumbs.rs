//! Breadcrumbs: the way from the front page to this one.

use leptos::prelude::*;

use crate::localizer::Localizer;
use crate::view::Link;

/// The links above a page, the topmost first, and the page's own name.
pub fn breadcrumbs(l10n: Localizer, above: Vec<Link>, here: &str) -> impl IntoView {
    let links = above.into_iter().map(|link| view! { <li><a href=link.href>{link.text}</a></li> }).collect::<Vec<_>>();
    view! {
        <nav class="breadcrumbs" aria-label=l10n.text("breadcrumbs-label")>
            <ol>
                {links}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
}
