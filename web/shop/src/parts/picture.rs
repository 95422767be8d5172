//! Pictures with their size, so that nothing moves when they arrive.

use leptos::prelude::*;

use crate::view::Picture;

/// When a picture is fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fetch {
    /// At once, before other pictures: the largest one in sight.
    First,
    /// At once: likely in sight.
    Soon,
    /// When it comes near.
    Lazily,
}

pub(crate) fn picture(picture: &Picture, fetch: Fetch) -> impl IntoView {
    image(picture, &picture.alt, fetch)
}

/// A picture beside the name of what it shows: when its words only repeat the name, they are not said twice.
pub(crate) fn picture_beside<'a>(name: &str, picture: &'a Picture, fetch: Fetch) -> impl IntoView + use<'a> {
    image(picture, if picture.alt == name { "" } else { &picture.alt }, fetch)
}

fn image<'a>(picture: &'a Picture, alt: &'a str, fetch: Fetch) -> impl IntoView + use<'a> {
    view! {
        <img
            src=picture.src.as_str()
            alt=alt
            width=picture.width.to_string()
            height=picture.height.to_string()
            loading=(fetch == Fetch::Lazily).then_some("lazy")
            fetchpriority=(fetch == Fetch::First).then_some("high")
            decoding="async"
        />
    }
}
