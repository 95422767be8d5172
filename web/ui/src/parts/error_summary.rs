//! The summary of a form's errors at the top of its page; it takes the focus when the page loads.

use leptos::prelude::*;

use super::icon;
use crate::localizer::Localizer;

/// One error of the form.
pub struct SummaryItem {
    /// DOM id of the field.
    pub field: &'static str,
    /// The error as a sentence.
    pub message: String,
}

/// The summary; nothing without errors.
pub fn error_summary(l10n: Localizer, errors: Vec<SummaryItem>) -> Option<impl IntoView> {
    (!errors.is_empty()).then(|| {
        let heading = l10n.plural("error-summary-heading", errors.len() as u64);
        let items = errors
            .into_iter()
            .map(|item| view! { <li><a href=format!("#{}", item.field)>{item.message}</a></li> })
            .collect::<Vec<_>>();
        alert(heading, view! { <ul>{items}</ul> })
    })
}

/// A box that says what went wrong; assistive technology reads it out at once.
pub fn alert(heading: String, body: impl IntoView) -> impl IntoView {
    view! {
        <div class="alert" role="alert" tabindex="-1" autofocus>
            <h2>{icon::warning()} {heading}</h2>
            {body}
        </div>
    }
}
