//! The search field of every page: a plain GET form that becomes a combobox with suggestions when it hydrates.
//!
//! Follows the ARIA 1.2 pattern of an editable combobox with a listbox popup: focus stays in the field, the arrow keys
//! move `aria-activedescendant`. Styled by `.search`, `.search-field`, `.search-input`, `.search-submit` and
//! `.suggest`, `.suggest-group`, `.suggest-heading`, `.suggest-option[aria-selected=true]`, `.suggest-image`,
//! `.suggest-title`, `.suggest-price`; `.suggest` must be positioned absolutely so that nothing moves when it opens.

mod combobox;
mod list;
pub(crate) mod suggestion;
mod texts;

use leptos::prelude::*;

use combobox::Combobox;
pub use texts::SuggestTexts;

/// The search form. `id` becomes the field's DOM id and must be unique on the page; `action` and `suggest_url` are
/// paths without a query; `query` is what was searched for last, or empty.
#[island]
pub fn SearchSuggest(
    /// DOM id of the field.
    id: String,
    /// Where the form leads: the results page.
    action: String,
    /// Where suggestions come from: `{suggest_url}?q=…` answers JSON.
    suggest_url: String,
    /// The text in the field at first.
    query: String,
    /// Accessible name of the field.
    label: String,
    /// Hint inside the empty field.
    placeholder: String,
    /// Label of the button.
    submit: String,
    /// Headings and announcements.
    texts: SuggestTexts,
) -> impl IntoView {
    let list_id = format!("{id}-list");
    let field = NodeRef::<leptos::html::Input>::new();
    let combobox = Combobox::new(suggest_url, query.clone(), list_id.clone(), texts.clone(), field);
    let hydrated = move || combobox.is_hydrated();
    let controls = list_id.clone();
    let groups_id = list_id.clone();

    view! {
        <form class="search" role="search" method="get" action=action>
            <label class="visually-hidden" for=id.clone()>{label.clone()}</label>
            <div class="search-field">
                <input
                    class="search-input"
                    type="search"
                    name="q"
                    id=id
                    value=query
                    placeholder=placeholder
                    enterkeyhint="search"
                    maxlength="200"
                    node_ref=field
                    role=move || hydrated().then_some("combobox")
                    autocomplete=move || hydrated().then_some("off")
                    aria-autocomplete=move || hydrated().then_some("list")
                    aria-controls=move || hydrated().then(|| controls.clone())
                    aria-expanded=move || hydrated().then(|| if combobox.is_open() { "true" } else { "false" })
                    aria-activedescendant=move || combobox.active_id()
                    on:input=move |_| combobox.on_input()
                    on:keydown=move |event| combobox.on_keydown(&event)
                    on:blur=move |_| combobox.close()
                />
                <button class="search-submit" type="submit">{submit}</button>
            </div>
            <div
                class="suggest"
                id=list_id
                role="listbox"
                aria-label=label
                aria-busy=move || combobox.is_busy().then_some("true")
                hidden=move || !combobox.is_open()
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| combobox.close()
            >
                {move || list::groups(&groups_id, combobox, &texts)}
            </div>
            <p class="visually-hidden" role="status">{move || combobox.status()}</p>
        </form>
    }
}
