//! The list of what has to be put right before a form is accepted; it takes the focus when the page loads.

use leptos::prelude::*;

use super::icon;
use crate::context::Context;

/// One thing to put right: the id of its field and what is wrong.
pub(crate) struct Problem {
    /// DOM id of the field.
    pub(crate) field: &'static str,
    /// What is wrong, as a sentence.
    pub(crate) words: String,
}

/// The summary; nothing when all is well.
pub(crate) fn problems(cx: Context<'_>, problems: Vec<Problem>) -> Option<impl IntoView> {
    (!problems.is_empty()).then(|| {
        let heading = cx.count("problems-heading", problems.len() as u64);
        let items = problems
            .into_iter()
            .map(|problem| view! { <li><a href=format!("#{}", problem.field)>{problem.words}</a></li> })
            .collect::<Vec<_>>();
        alert(heading, view! { <ul>{items}</ul> })
    })
}

/// A box that says what went wrong and is read out at once.
pub(crate) fn alert(heading: String, body: impl IntoView) -> impl IntoView {
    view! {
        <div class="alert" role="alert" tabindex="-1" autofocus>
            <h2>{icon::warning()} {heading}</h2>
            {body}
        </div>
    }
}
