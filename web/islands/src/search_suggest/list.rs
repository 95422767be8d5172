//! The list of suggestions: groups of links that act as the options of a listbox.

use leptos::prelude::*;

use super::combobox::Combobox;
use super::suggestion::{Group, Suggestion, option_id};
use super::texts::SuggestTexts;

/// All groups that have suggestions.
pub fn groups(list_id: &str, combobox: Combobox, texts: &SuggestTexts) -> impl IntoView + use<> {
    let numbered: Vec<_> = combobox.suggestions().into_iter().enumerate().collect();
    Group::ALL
        .into_iter()
        .filter_map(|group| {
            let (key, heading) = match group {
                Group::Queries => ("queries", texts.queries.clone()),
                Group::Products => ("products", texts.products.clone()),
                Group::Categories => ("categories", texts.categories.clone()),
            };
            let options: Vec<_> = numbered
                .iter()
                .filter(|(_, suggestion)| suggestion.group == group)
                .map(|(position, suggestion)| option(list_id, *position, suggestion.clone(), combobox))
                .collect();
            let heading_id = format!("{list_id}-{key}");
            (!options.is_empty()).then(|| {
                view! {
                    <div class="suggest-group" role="group" aria-labelledby=heading_id>
                        <div class="suggest-heading" id=heading_id.clone() role="presentation">{heading}</div>
                        {options}
                    </div>
                }
            })
        })
        .collect_view()
}

/// One suggestion: a real link, so that it can also be opened in another tab.
fn option(list_id: &str, position: usize, suggestion: Suggestion, combobox: Combobox) -> impl IntoView + use<> {
    let Suggestion { title, url, image, price, .. } = suggestion;
    view! {
        <a
            class="suggest-option"
            role="option"
            tabindex="-1"
            id=option_id(list_id, position)
            href=url
            aria-selected=move || if combobox.is_active(position) { "true" } else { "false" }
        >
            {image.map(|image| view! { <img class="suggest-image" src=image alt="" width="40" height="40" /> })}
            <span class="suggest-title">{title}</span>
            {price.map(|price| view! { <span class="suggest-price">{price}</span> })}
        </a>
    }
}
