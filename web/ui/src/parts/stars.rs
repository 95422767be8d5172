//! Stars for a rating, with an accessible name.

use leptos::prelude::*;

use crate::localizer::Localizer;
use crate::view::Rating;

/// Class names by half stars: the width of the filled part is in the style sheet, as inline styles are forbidden.
const FILLED: [&str; 11] = [
    "stars stars-0",
    "stars stars-1",
    "stars stars-2",
    "stars stars-3",
    "stars stars-4",
    "stars stars-5",
    "stars stars-6",
    "stars stars-7",
    "stars stars-8",
    "stars stars-9",
    "stars stars-10",
];

/// The stars of a rating and the number of reviews.
pub fn stars(l10n: Localizer, rating: Rating) -> impl IntoView {
    let score = l10n.tenths(rating.tenths);
    let label = l10n.format("rating-label", &[("score", score.as_str().into()), ("count", rating.count.into())]);
    view! {
        <span class="rating">
            <span class=filled(rating.tenths) role="img" aria-label=label></span>
            <span class="rating-count" aria-hidden="true">{l10n.number(u64::from(rating.count))}</span>
        </span>
    }
}

/// Only the stars, for a mean in tenths. Assistive technology skips them.
pub fn bare_stars(tenths: u16) -> impl IntoView {
    view! { <span class=filled(tenths) aria-hidden="true"></span> }
}

fn filled(tenths: u16) -> &'static str {
    let halves = (usize::from(tenths) * 2 + 5) / 10;
    FILLED[halves.min(10)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_shown_to_the_nearest_half_star() {
        assert_eq!(filled(0), "stars stars-0");
        assert_eq!(filled(42), "stars stars-8");
        assert_eq!(filled(43), "stars stars-9");
        assert_eq!(filled(50), "stars stars-10");
        assert_eq!(filled(990), "stars stars-10");
    }
}
