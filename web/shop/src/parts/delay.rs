//! The item that a parcel waits for.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;

use crate::context::Context;
use crate::view::Delay;

/// Names the item and the day it is expected.
pub(crate) fn delay(cx: Context<'_>, delay: &Delay) -> impl IntoView {
    let what = [("name", delay.name.as_str().into()), ("day", cx.day(delay.expected).into())];
    view! { <p class="line-change">{icon::warning()} {cx.format("delivery-waits", &what)}</p> }
}
