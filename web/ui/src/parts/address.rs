//! A postal address as its country prints it.

use leptos::prelude::*;
use outpost_domain::address::Address;

use crate::localizer::Localizer;

/// An address in the order of its country, a line for each part.
pub fn address(l10n: Localizer, address: &Address) -> impl IntoView {
    let lines = address_lines(l10n, address)
        .into_iter()
        .map(|line| view! { <span class="address-line">{line}</span> })
        .collect::<Vec<_>>();
    view! { <address class="address">{lines}</address> }
}

/// The lines of an address in the order of its country, none of them empty.
pub fn address_lines(l10n: Localizer, address: &Address) -> Vec<String> {
    lines(l10n, address).into_iter().filter(|line| !line.is_empty()).collect()
}

fn lines(l10n: Localizer, address: &Address) -> Vec<String> {
    let own = |text: &String| text.clone();
    let country = l10n.country(&address.country, "");
    let region = l10n.prefecture(&address.region).to_owned();
    let name = || l10n.addressee(&address.name);
    match address.country.as_str() {
        "JP" => vec![
            format!("〒{}", address.postal_code),
            [region, own(&address.city), own(&address.line1)].join(" "),
            own(&address.line2),
            name(),
            country,
        ],
        "GB" | "IE" => vec![
            name(),
            own(&address.line2),
            own(&address.line1),
            own(&address.city),
            region,
            own(&address.postal_code),
            country,
        ],
        _ => vec![
            name(),
            own(&address.line2),
            own(&address.line1),
            [own(&address.postal_code), own(&address.city)].join(" "),
            region,
            country,
        ],
    }
}
