//! Pictures in a row with scroll snapping, thumbnails as links to them, and an enlarged view in a popover. No script.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;
use outpost_web_ui::parts::picture::{Fetch, picture};
use outpost_web_ui::view::Picture;

use crate::context::Context;

pub(super) fn gallery(cx: Context<'_>, pictures: &[Picture]) -> impl IntoView {
    let slides = pictures.iter().enumerate().map(|(index, item)| slide(cx, index, item)).collect::<Vec<_>>();
    let closer = pictures.iter().enumerate().map(|(index, item)| zoomed(cx, index, item)).collect::<Vec<_>>();
    view! {
        <div class="gallery">
            <ul class="gallery-track" role="list" aria-label=cx.text("gallery-label")>
                {slides}
            </ul>
            {(pictures.len() > 1).then(|| thumbnails(cx, pictures))}
            {closer}
        </div>
    }
}

fn slide(cx: Context<'_>, index: usize, item: &Picture) -> impl IntoView {
    let number = index + 1;
    let fetch = if index == 0 { Fetch::First } else { Fetch::Lazy };
    view! {
        <li id=format!("picture-{number}")>
            {picture(item, fetch)}
            <button
                class="gallery-zoom"
                type="button"
                popovertarget=format!("zoom-{number}")
                aria-label=cx.plural("gallery-zoom", number as u64)
            ></button>
        </li>
    }
}

fn thumbnails(cx: Context<'_>, pictures: &[Picture]) -> impl IntoView {
    let links = pictures
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let number = index + 1;
            view! {
                <li>
                    <a href=format!("#picture-{number}") aria-label=cx.plural("gallery-picture", number as u64)>
                        <img src=item.src.as_str() alt="" width="72" height="72" loading="lazy" decoding="async" />
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! { <ul class="gallery-thumbnails" role="list">{links}</ul> }
}

fn zoomed(cx: Context<'_>, index: usize, item: &Picture) -> impl IntoView {
    let id = format!("zoom-{}", index + 1);
    view! {
        <div class="zoom" id=id popover role="dialog" aria-label=item.alt.as_str()>
            <button
                class="zoom-close"
                type="button"
                popovertarget=id.clone()
                popovertargetaction="hide"
                aria-label=cx.text("gallery-close")
            >
                {icon::cross()}
            </button>
            {picture(item, Fetch::Lazy)}
        </div>
    }
}
