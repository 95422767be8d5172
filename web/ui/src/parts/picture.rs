//! Pictures with their size, so that nothing moves when they arrive.

use leptos::prelude::*;

use crate::view::Picture;

/// When the browser fetches a picture.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fetch {
    /// At once, before other pictures: the largest one in the first viewport.
    First,
    /// At once: likely in the first viewport.
    Eager,
    /// When it is scrolled near.
    Lazy,
}

/// A picture.
pub fn picture(picture: &Picture, fetch: Fetch) -> impl IntoView {
    image(picture, &picture.alt, fetch)
}

/// A picture beside the name of what it shows. An `alt` that only repeats the name is left empty.
pub fn picture_beside<'a>(name: &str, picture: &'a Picture, fetch: Fetch) -> impl IntoView + use<'a> {
    image(picture, if picture.alt == name { "" } else { &picture.alt }, fetch)
}

fn image<'a>(picture: &'a Picture, alt: &'a str, fetch: Fetch) -> impl IntoView + use<'a> {
    view! {
        <img
            src=picture.src.as_str()
            alt=alt
            width=picture.width.to_string()
            height=picture.height.to_string()
            loading=(fetch == Fetch::Lazy).then_some("lazy")
            fetchpriority=(fetch == Fetch::First).then_some("high")
            decoding="async"
        />
    }
}
