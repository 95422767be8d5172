//! Name, language and market, and what else a customer may do with their data.

use leptos::prelude::*;
use outpost_domain::market::MarketLocale;
use outpost_web_ui::localizer::Localizer;

use super::{fields, problems};
use crate::context::Context;
use crate::layout::document;
use crate::paths;
use crate::view::{Profile, Shell};

/// The form.
pub fn profile(shell: &Shell, page: &Profile) -> String {
    let cx = Context::new(shell);
    let market_locale = cx.shell.market_locale;
    let name = page.name_is_long.then(|| cx.text("account-name-long").to_owned());
    document(cx, cx.text("account-profile"), || {
        view! {
            <div class="narrow">
                <h1>{cx.text("account-profile")}</h1>
                {problems::summary(cx, vec![("name", name.clone())])}
                <form class="form" method="post" action=paths::profile(market_locale) novalidate>
                    {fields::name(cx, &page.name, name)}
                    {prefixes(cx, page.prefix)}
                    <button class="button" type="submit">{cx.text("account-save")}</button>
                </form>
                <section aria-labelledby="data">
                    <h2 id="data">{cx.text("data-heading")}</h2>
                    <p>{cx.text("data-text")}</p>
                    <p>
                        <a class="button button-quiet" href=paths::export(market_locale) download="outpost.json">
                            {cx.text("data-export")}
                        </a>
                    </p>
                    <p><a class="button button-quiet" href=paths::deletion(market_locale)>{cx.text("deletion-heading")}</a></p>
                </section>
            </div>
        }
    })
}

/// Language and market of the mails.
fn prefixes(cx: Context<'_>, chosen: MarketLocale) -> impl IntoView + use<> {
    let options = cx
        .shell
        .markets
        .prefixes()
        .map(|prefix| {
            view! {
                <option value=prefix.to_string() lang=prefix.locale.to_string() selected=prefix == chosen>
                    {Localizer::market_name(prefix)}
                </option>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="field">
            <label for="prefix">{cx.text("profile-language")}</label>
            <select id="prefix" name="prefix">{options}</select>
        </div>
    }
}
