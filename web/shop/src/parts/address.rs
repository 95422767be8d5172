//! A postal address the way its country prints it.

use leptos::prelude::*;

use crate::context::Context;
use crate::prefectures;
use crate::view::Address;

pub(crate) fn address(cx: Context<'_>, address: &Address) -> impl IntoView {
    let lines = lines(cx, address)
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <span class="address-line">{line}</span> })
        .collect::<Vec<_>>();
    view! { <address class="address">{lines}</address> }
}

fn lines(cx: Context<'_>, address: &Address) -> Vec<String> {
    let own = |text: &String| text.clone();
    let country = cx.country(&address.country, "");
    let region = prefectures::name(cx.words.locale, &address.region).to_owned();
    match address.country.as_str() {
        "JP" => vec![
            format!("〒{}", address.postcode),
            [region, own(&address.city), own(&address.line1)].join(" "),
            own(&address.line2),
            own(&address.name),
            country,
        ],
        "GB" | "IE" => vec![
            own(&address.name),
            own(&address.line2),
            own(&address.line1),
            own(&address.city),
            region,
            own(&address.postcode),
            country,
        ],
        _ => vec![
            own(&address.name),
            own(&address.line2),
            own(&address.line1),
            [own(&address.postcode), own(&address.city)].join(" "),
            region,
            country,
        ],
    }
}
