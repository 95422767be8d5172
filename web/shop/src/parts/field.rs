//! A labelled field of a form, with its hint and its error tied to it.

use leptos::prelude::*;

use super::icon;

/// A text field. `id` is the input's `name` as well.
#[derive(Default)]
pub(crate) struct Field<'a> {
    /// DOM id and name.
    pub(crate) id: &'static str,
    /// What it asks for.
    pub(crate) label: &'static str,
    /// What it holds.
    pub(crate) value: &'a str,
    /// `type`, e.g. `email`; `text` when empty.
    pub(crate) kind: &'static str,
    /// `autocomplete`, e.g. `shipping postal-code`.
    pub(crate) autocomplete: &'static str,
    /// `inputmode`, e.g. `numeric`; none when empty.
    pub(crate) inputmode: &'static str,
    /// How much it may hold.
    pub(crate) maxlength: u16,
    /// It must not be empty.
    pub(crate) required: bool,
    /// What was wrong.
    pub(crate) error: Option<String>,
    /// How it wants to be filled in.
    pub(crate) hint: Option<&'static str>,
    /// Extra class for its width.
    pub(crate) class: &'static str,
    /// Words after the label of a field that may stay empty.
    pub(crate) optional: &'static str,
}

pub(crate) fn field(field: Field<'_>) -> impl IntoView {
    let some = |text: &'static str| (!text.is_empty()).then_some(text);
    let wrong = field.error.is_some();
    view! {
        <div class=class(field.class)>
            {label(field.id, field.label, if field.required { "" } else { field.optional })}
            {field.hint.map(|hint| view! { <p class="hint" id=format!("{}-hint", field.id)>{hint}</p> })}
            {error(field.id, field.error)}
            <input
                id=field.id
                name=field.id
                type=if field.kind.is_empty() { "text" } else { field.kind }
                value=field.value
                autocomplete=some(field.autocomplete)
                inputmode=some(field.inputmode)
                maxlength=field.maxlength.to_string()
                aria-required=field.required.then_some("true")
                aria-invalid=wrong.then_some("true")
                aria-describedby=described_by(field.id, field.hint.is_some(), wrong)
            />
        </div>
    }
}

/// The label, with a word on fields that may stay empty.
pub(crate) fn label(id: &'static str, text: &'static str, optional: &'static str) -> impl IntoView {
    view! {
        <label for=id>
            {text} {(!optional.is_empty()).then(|| view! { " " <span class="optional">{optional}</span> })}
        </label>
    }
}

/// What was wrong, beside the field.
pub(crate) fn error(id: &'static str, words: Option<String>) -> Option<impl IntoView> {
    words.map(|words| view! { <p class="field-error" id=format!("{id}-error")>{icon::warning()} {words}</p> })
}

/// The ids of what explains a field, for `aria-describedby`.
pub(crate) fn described_by(id: &'static str, has_hint: bool, has_error: bool) -> Option<String> {
    match (has_hint, has_error) {
        (true, true) => Some(format!("{id}-error {id}-hint")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}

fn class(extra: &str) -> String {
    if extra.is_empty() { "field".to_owned() } else { format!("field {extra}") }
}
