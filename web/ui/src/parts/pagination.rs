//! Links to the other pages of a list.

use leptos::either::Either;
use leptos::prelude::*;

use crate::localizer::Localizer;
use crate::view::Pagination;

/// Pages shown on each side of the current one.
const NEAR: u32 = 1;

/// The links; nothing for a single page.
pub fn pagination(l10n: Localizer, at: &Pagination) -> Option<impl IntoView> {
    (at.pages > 1).then(|| {
        let numbers = numbers(at.page, at.pages)
            .into_iter()
            .map(|number| match number {
                Some(number) => Either::Left(page(l10n, at, number)),
                None => Either::Right(view! { <li class="pagination-ellipsis" aria-hidden="true">"…"</li> }),
            })
            .collect::<Vec<_>>();
        view! {
            <nav class="pagination" aria-label=l10n.text("pages-label")>
                <ul role="list">
                    {(at.page > 1).then(|| step(l10n, at, at.page - 1, "prev", "pages-previous"))}
                    {numbers}
                    {(at.page < at.pages).then(|| step(l10n, at, at.page + 1, "next", "pages-next"))}
                </ul>
            </nav>
        }
    })
}

fn page(l10n: Localizer, at: &Pagination, number: u32) -> impl IntoView {
    let here = (number == at.page).then_some("page");
    view! {
        <li>
            <a href=href(&at.base_href, number) aria-label=l10n.plural("pages-page", u64::from(number)) aria-current=here>
                {l10n.number(u64::from(number))}
            </a>
        </li>
    }
}

fn step(l10n: Localizer, at: &Pagination, to: u32, rel: &'static str, key: &'static str) -> impl IntoView {
    view! { <li><a class="pagination-step" href=href(&at.base_href, to) rel=rel>{l10n.text(key)}</a></li> }
}

/// The first page has no `page` in its address, so that it has one address only.
fn href(base: &str, page: u32) -> String {
    match page {
        0 | 1 => base.to_owned(),
        _ if base.contains('?') => format!("{base}&page={page}"),
        _ => format!("{base}?page={page}"),
    }
}

/// The pages to show: first, last and those near the current one; `None` stands for a gap.
fn numbers(page: u32, pages: u32) -> Vec<Option<u32>> {
    let mut shown = Vec::new();
    let mut last = 0;
    for number in 1..=pages {
        let near = number.abs_diff(page) <= NEAR || number == 1 || number == pages;
        // A gap of one page would take as much room as the page itself.
        let bridges = number == 2 && page == 4 || number + 1 == pages && page + 3 == pages;
        if near || bridges {
            if number > last + 1 {
                shown.push(None);
            }
            shown.push(Some(number));
            last = number;
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn far_pages_are_left_out() {
        let check = |page, pages, expect: &str| {
            let text: Vec<String> =
                numbers(page, pages).iter().map(|n| n.map_or("…".to_owned(), |n| n.to_string())).collect();
            assert_eq!(text.join(" "), expect);
        };
        check(1, 1, "1");
        check(1, 3, "1 2 3");
        check(1, 9, "1 2 … 9");
        check(4, 9, "1 2 3 4 5 … 9");
        check(5, 9, "1 … 4 5 6 … 9");
        check(6, 9, "1 … 5 6 7 8 9");
        check(9, 9, "1 … 8 9");
    }

    #[test]
    fn the_first_page_has_one_address() {
        assert_eq!(href("/en-gb/c/mugs", 1), "/en-gb/c/mugs");
        assert_eq!(href("/en-gb/c/mugs", 2), "/en-gb/c/mugs?page=2");
        assert_eq!(href("/en-gb/search?q=a", 2), "/en-gb/search?q=a&page=2");
    }
}
