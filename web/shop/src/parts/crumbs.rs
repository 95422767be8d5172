//! Breadcrumbs: the way from the front page to this one.

use leptos::prelude::*;

use crate::context::Context;
use crate::paths;
use crate::view::Crumb;

/// The home page, `above`, and this page's own name.
pub(crate) fn crumbs(cx: Context<'_>, above: &[Crumb], here: &str) -> impl IntoView {
    let prefix = cx.shell.prefix;
    let links = above
        .iter()
        .map(|crumb| view! { <li><a href=paths::category(prefix, &crumb.slug)>{crumb.name.as_str()}</a></li> })
        .collect::<Vec<_>>();
    view! {
        <nav class="crumbs" aria-label=cx.say("crumbs-label")>
            <ol>
                <li><a href=paths::home(prefix)>{cx.say("crumbs-home")}</a></li>
                {links}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
}
