//! The shop's icons, drawn on a 24-unit grid with one stroke. They only decorate: words stand beside them.

use leptos::prelude::*;

/// A pennant on a ridge: the shop's mark.
pub fn logo() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 24 24" width="28" height="28" aria-hidden="true">
            <path class="mark-flag" d="M11 2.5 19.5 6 11 9.5z" />
            <path class="mark-line" d="M11 2v12.5M2 21.5 11 13l4 3.6 2.5-2.1 4.5 7z" />
        </svg>
    }
}

/// A basket.
pub fn basket() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M3.5 9h17l-1.7 9.6a2 2 0 0 1-2 1.7H7.2a2 2 0 0 1-2-1.7zM8 9l3-5.5M16 9l-3-5.5M9.5 13v3.5M14.5 13v3.5" />
        </svg>
    }
}

/// A person.
pub fn person() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5a7.5 7.5 0 0 1 15 0" />
        </svg>
    }
}

/// A parcel.
pub fn parcel() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M12 3 4 7v10l8 4 8-4V7zM4 7l8 4 8-4M12 11v10M8 5l8 4" />
        </svg>
    }
}

/// A van.
pub fn van() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M2.5 6h11.5v10.5H2.5zM14 9.5h4l3.5 3.5v3.5H14zM7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z" />
        </svg>
    }
}

/// An arrow that turns back.
pub fn back() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M8 4 3.5 8.5 8 13M4 8.5h10a6 6 0 0 1 0 12H8" />
        </svg>
    }
}

/// A padlock.
pub fn lock() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M5 10.5h14V20H5zM8 10.5V8a4 4 0 0 1 8 0v2.5M12 14v2.5" />
        </svg>
    }
}

/// A tick.
pub fn check() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="m4.5 12.5 5 5 10-11" />
        </svg>
    }
}

/// A warning sign.
pub fn warning() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M12 4 2.5 20h19zM12 10v5M12 17.2v.3" />
        </svg>
    }
}

/// A cross: takes something away.
pub fn cross() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M6 6l12 12M18 6 6 18" />
        </svg>
    }
}
