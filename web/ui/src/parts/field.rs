//! A labelled field of a form, with its hint and its error associated.

use leptos::prelude::*;

use super::icon;

/// A text field. `id` is the input's `name` as well.
#[derive(Default)]
pub struct Field<'a> {
    /// DOM id and name.
    pub id: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// What it holds.
    pub value: &'a str,
    /// `type`, e.g. `email`; `text` when empty.
    pub kind: &'static str,
    /// `autocomplete`, e.g. `shipping postal-code`.
    pub autocomplete: &'static str,
    /// `inputmode`, e.g. `numeric`; none when empty.
    pub inputmode: &'static str,
    /// How much it may hold.
    pub maxlength: u16,
    /// It must not be empty.
    pub required: bool,
    /// What was wrong.
    pub error: Option<String>,
    /// How to fill it in.
    pub hint: Option<&'static str>,
    /// Extra class for its width.
    pub class: &'static str,
    /// The button that `forms.js` presses when the field changes, as `name=value`; none when empty.
    pub refresh: &'static str,
    /// Note after the label of a field that may stay empty.
    pub optional: &'static str,
}

/// The field with its label, hint and error.
pub fn field(field: Field<'_>) -> impl IntoView {
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
                data-refresh=some(field.refresh)
            />
        </div>
    }
}

/// The label, with a note on fields that may stay empty.
pub fn label(id: &'static str, text: &'static str, optional: &'static str) -> impl IntoView {
    view! {
        <label for=id>
            {text} {(!optional.is_empty()).then(|| view! { " " <span class="optional">{optional}</span> })}
        </label>
    }
}

/// What was wrong, beside the field.
pub fn error(id: &'static str, message: Option<String>) -> Option<impl IntoView> {
    message.map(|message| view! { <p class="field-error" id=format!("{id}-error")>{icon::warning()} {message}</p> })
}

/// The ids of the hint and the error of a field, for `aria-describedby`.
pub fn described_by(id: &'static str, has_hint: bool, has_error: bool) -> Option<String> {
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
