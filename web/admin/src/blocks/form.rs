//! Forms: labels, hints and errors belong to their fields.

use leptos::prelude::*;

use crate::view::{Choice, Control, Field, Form};

/// A form that works without scripts.
pub(super) fn form(form: Form) -> impl IntoView {
    let Form { heading, action, hidden, fields, submit, is_quiet } = form;
    view! {
        <form class="admin-form" method="post" action=action>
            {(!heading.is_empty()).then(|| view! { <h3>{heading}</h3> })}
            {hidden_inputs(hidden)}
            {fields_in_groups(fields)}
            <button class=if is_quiet { "button button-quiet" } else { "button" } type="submit">{submit}</button>
        </form>
    }
}

/// Fields in their order; boxes that belong together stand in a group of their own, since there may be many.
fn fields_in_groups(fields: Vec<Field>) -> Vec<AnyView> {
    let is_tick = |field: &Field| matches!(field.control, Control::TickOf(_));
    let runs = fields.chunk_by(|one, next| is_tick(one) && is_tick(next) && one.name == next.name);
    let run = |run: &[Field]| {
        let views = run.iter().cloned().map(field).collect::<Vec<_>>();
        match run {
            [_] => views.into_any(),
            _ => view! { <div class="admin-ticks" role="group">{views}</div> }.into_any(),
        }
    };
    runs.map(run).collect()
}

fn field(field: Field) -> impl IntoView {
    let Field { id, name, label, value, hint, error, control } = field;
    let name = name.unwrap_or_else(|| id.clone());
    let described = [(!hint.is_empty()).then(|| format!("{id}-hint")), error.as_ref().map(|_| format!("{id}-error"))];
    let described: Vec<String> = described.into_iter().flatten().collect();
    let described = (!described.is_empty()).then(|| described.join(" "));
    let invalid = error.as_ref().map(|_| "true");
    if matches!(control, Control::Hidden) {
        return view! { <input type="hidden" name=name value=value /> }.into_any();
    }
    let ticked = match &control {
        Control::Tick => Some("on".to_owned()),
        Control::TickOf(code) => Some(code.clone()),
        _ => None,
    };
    if let Some(sent) = ticked {
        let is_on = !value.is_empty();
        return view! {
            <div class="field field-tick">
                <input id=id.clone() name=name type="checkbox" value=sent checked=is_on />
                <label for=id>{label}</label>
            </div>
        }
        .into_any();
    }
    let input = input(control, &id, name, value, described, invalid);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> })}
            {error.map(|error| view! { <p class="field-error" id=format!("{id}-error")>{error}</p> })}
            {input}
        </div>
    }
    .into_any()
}

/// What is sent without being shown.
pub(super) fn hidden_inputs(hidden: Vec<(&'static str, String)>) -> Vec<impl IntoView> {
    hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect()
}

/// The control of a field, without its label.
pub(super) fn input(
    control: Control,
    id: &str,
    name: String,
    value: String,
    described: Option<String>,
    invalid: Option<&'static str>,
) -> AnyView {
    let id = id.to_owned();
    let plain = |kind: &'static str, autocomplete: &'static str, inputmode: Option<&'static str>, maxlength: u16| {
        let (id, name, value) = (id.clone(), name.clone(), value.clone());
        view! {
            <input
                id=id
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                inputmode=inputmode
                maxlength=maxlength.to_string()
                aria-describedby=described.clone()
                aria-invalid=invalid
            />
        }
        .into_any()
    };
    match control {
        Control::Text | Control::Tick | Control::TickOf(_) | Control::Hidden => plain("text", "off", None, 200),
        Control::Email => plain("email", "username", Some("email"), 254),
        Control::Code => plain("text", "one-time-code", Some("numeric"), 12),
        Control::Key => plain("password", "current-password", None, 80),
        Control::Number => plain("text", "off", Some("numeric"), 9),
        Control::Day => plain("date", "off", None, 10),
        Control::Lines => view! {
            <textarea id=id name=name rows="6" aria-describedby=described aria-invalid=invalid inner_html=escaped(&value)></textarea>
        }
        .into_any(),
        Control::Select(choices) => {
            let options = choices
                .into_iter()
                .map(|Choice { value: code, label }| {
                    let is_chosen = code == value;
                    view! { <option value=code selected=is_chosen>{label}</option> }
                })
                .collect::<Vec<_>>();
            view! { <select id=id name=name aria-describedby=described aria-invalid=invalid>{options}</select> }
                .into_any()
        }
        Control::Suggest(known) => {
            let list = format!("{id}-list");
            let options = known.into_iter().map(|known| view! { <option value=known></option> }).collect::<Vec<_>>();
            view! {
                <input id=id name=name type="text" value=value list=list.clone() maxlength="100" aria-describedby=described aria-invalid=invalid />
                <datalist id=list>{options}</datalist>
            }
            .into_any()
        }
    }
}

/// The content of a text area: Leptos escapes nothing inside of that element.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_area_holds_cannot_end_it() {
        let text = "R&D </textarea><script>alert(1)</script>";
        let fields = vec![Field::new("text", "Text", text).of(Control::Lines)];
        let html = form(Form { fields, ..Form::default() }).to_html();
        assert!(html.contains("R&amp;D &lt;/textarea&gt;&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
    }
}
