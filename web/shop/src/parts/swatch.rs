//! A dot of a colour, beside its name.

use leptos::prelude::*;

/// The dot. The colour is an attribute of the picture: pages hold no inline styles.
pub(crate) fn swatch(colour: &str) -> impl IntoView + use<> {
    view! {
        <svg class="swatch" viewBox="0 0 2 2" aria-hidden="true">
            <circle cx="1" cy="1" r="1" fill=colour.to_owned() />
        </svg>
    }
}
