//! The mail address that was probably meant, with the button that takes it. Nobody has to.

use leptos::prelude::*;

use crate::context::Context;

/// The suggestion. `form` is the id of the form that the button sends, where it stands outside of it.
pub(super) fn suggestion(cx: Context<'_>, meant: &str, form: Option<&'static str>) -> impl IntoView {
    let question = cx.format("email-suggestion", &[("email", meant.into())]);
    view! {
        <p>
            {question} " "
            <button class="button-link" type="submit" name="email_suggestion" value=meant form=form>
                {cx.text("email-suggestion-take")}
            </button>
        </p>
    }
}
