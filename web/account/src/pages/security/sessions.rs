//! Where a customer is logged in, and the buttons that end it.

use leptos::prelude::*;
use outpost_web_ui::formatting::iso_datetime;

use crate::context::Context;
use crate::paths;
use crate::view::{Security, Session};

pub(super) fn sessions(cx: Context<'_>, page: &Security) -> impl IntoView + use<> {
    let items = page.sessions.iter().map(|session| item(cx, session)).collect::<Vec<_>>();
    view! {
        <section aria-labelledby="sessions">
            <h2 id="sessions">{cx.text("security-sessions")}</h2>
            <ul class="summary-lines">{items}</ul>
            {(page.sessions.len() > 1).then(|| end(cx, "others", None, cx.text("security-end-others")))}
            {end(cx, "all", None, cx.text("security-end-all"))}
        </section>
    }
}

fn item(cx: Context<'_>, session: &Session) -> impl IntoView + use<> {
    let device =
        if session.device.is_empty() { cx.text("security-unknown-device").to_owned() } else { session.device.clone() };
    let used = cx.moment(session.last_used_at);
    view! {
        <li>
            <div>
                <h3>{device}</h3>
                {session.is_this.then(|| view! { <p><strong>{cx.text("security-this")}</strong></p> })}
                <p class="hint">
                    {cx.text("security-used")} " "
                    <time datetime=iso_datetime(session.last_used_at)>{used}</time> " · " {cx.text("security-since")}
                    " " <time datetime=iso_datetime(session.created_at)>{cx.moment(session.created_at)}</time>
                </p>
            </div>
            {(!session.is_this).then(|| end(cx, "one", Some(session.id.clone()), cx.text("security-end")))}
        </li>
    }
}

fn end(cx: Context<'_>, which: &'static str, id: Option<String>, text: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=paths::sessions(cx.shell.market_locale)>
            <input type="hidden" name="which" value=which />
            {id.map(|id| view! { <input type="hidden" name="session" value=id /> })}
            <button class="button button-quiet" type="submit">{text}</button>
        </form>
    }
}
