//! Finding an order by its number and the mail address it was placed with.

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Frame, document};
use crate::parts::field::{Field, field};
use crate::parts::problems::{Problem, alert, problems};
use crate::paths;
use crate::view::{Shell, Track, TrackProblem};

/// The form that finds an order.
pub fn track(shell: &Shell, page: &Track) -> String {
    let cx = Context::new(shell);
    let frame = Frame {
        title: cx.say(if page.problem.is_some() { "title-error" } else { "track-heading" }).to_owned(),
        style: "order.css",
        private: true,
        ..Frame::default()
    };
    document(cx, &frame, || {
        view! {
            <div class="narrow">
                <h1>{cx.say("track-heading")}</h1>
                <p>{cx.say("track-explained")}</p>
                {(page.problem == Some(TrackProblem::NotFound))
                    .then(|| {
                        let hint = view! { <p>{cx.say("track-not-found-hint")}</p> };
                        alert(cx.say("track-not-found").to_owned(), hint)
                    })}
                {problems(cx, found(cx, page))}
                {form(cx, page)}
            </div>
        }
    })
}

fn form(cx: Context<'_>, page: &Track) -> impl IntoView {
    let (number, email) = malformed(page);
    view! {
        <form class="form" method="post" action=paths::track(cx.shell.prefix) novalidate>
            {field(Field {
                id: "number",
                label: cx.say("track-number"),
                value: &page.number,
                maxlength: 40,
                required: true,
                error: number.then(|| cx.say("missing-number").to_owned()),
                hint: Some(cx.say("track-number-hint")),
                ..Field::default()
            })}
            {field(Field {
                id: "email",
                label: cx.say("field-email"),
                value: &page.email,
                kind: "email",
                autocomplete: "email",
                inputmode: "email",
                maxlength: 254,
                required: true,
                error: email.then(|| cx.say("invalid-email").to_owned()),
                ..Field::default()
            })}
            <button class="button button-wide" type="submit">{cx.say("track-submit")}</button>
        </form>
    }
}

/// Whether number and mail address were not accepted.
fn malformed(page: &Track) -> (bool, bool) {
    match page.problem {
        Some(TrackProblem::Malformed { number, email }) => (number, email),
        Some(TrackProblem::NotFound) | None => (false, false),
    }
}

fn found(cx: Context<'_>, page: &Track) -> Vec<Problem> {
    let (number, email) = malformed(page);
    [number.then_some(("number", "missing-number")), email.then_some(("email", "invalid-email"))]
        .into_iter()
        .flatten()
        .map(|(field, key)| Problem { field, words: cx.say(key).to_owned() })
        .collect()
}
