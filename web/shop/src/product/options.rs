//! The options of a product. Each value is a link to the variant that has it.

use leptos::prelude::*;

use crate::context::Context;
use crate::view::{OptionGroup, OptionValue};

pub(super) fn options(cx: Context<'_>, groups: &[OptionGroup]) -> Vec<impl IntoView> {
    groups.iter().enumerate().map(|(index, group)| option(cx, index, group)).collect()
}

fn option(cx: Context<'_>, index: usize, group: &OptionGroup) -> impl IntoView {
    let id = format!("option-name-{index}");
    let chosen = group.values.iter().find(|value| value.selected).map_or("", |value| value.label.as_str());
    let values = group.values.iter().map(|item| value(cx, item)).collect::<Vec<_>>();
    view! {
        <div class="option" id=format!("option-{index}") role="group" aria-labelledby=id>
            <p class="option-name" id=id.clone()>
                {group.name.as_str()} " "
                <span class="option-chosen">{chosen}</span>
            </p>
            <ul role="list">{values}</ul>
        </div>
    }
}

fn value(cx: Context<'_>, value: &OptionValue) -> impl IntoView {
    view! {
        <li>
            <a
                class="option-value"
                class:option-sold-out=value.sold_out
                href=value.href.as_str()
                aria-current=value.selected.then_some("true")
            >
                {value.label.as_str()}
                {value.sold_out.then(|| view! { <span class="visually-hidden">" " {cx.text("option-sold-out")}</span> })}
            </a>
        </li>
    }
}
