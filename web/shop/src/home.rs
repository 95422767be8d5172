//! The front page of a market.

use leptos::prelude::*;
use outpost_web_ui::parts::icon;
use outpost_web_ui::parts::picture::{Fetch, picture, picture_beside};

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::card;
use crate::paths;
use crate::view::{CategoryTile, Home, InfoPage, ProductCard, Shell};

/// The front page: hero, promises, categories, best sellers, new products.
pub fn home(shell: &Shell, page: &Home) -> String {
    let cx = Context::new(shell);
    let options = Options {
        description: cx.text("home-description").to_owned(),
        style: "shop.css",
        picture: page.popular.first().map(|card| card.picture.src.clone()),
        ..Options::default()
    };
    document(cx, &options, || {
        view! {
            {hero(cx, &page.popular)}
            {promises(cx)}
            {(!page.categories.is_empty()).then(|| categories(cx, &page.categories))}
            {row(cx, "home-popular", "popular", &page.popular)}
            {row(cx, "home-newest", "newest", &page.newest)}
        }
    })
}

fn hero(cx: Context<'_>, popular: &[ProductCard]) -> impl IntoView {
    let pictures = popular
        .iter()
        .take(3)
        .enumerate()
        .map(|(index, item)| {
            let fetch = if index == 0 { Fetch::First } else { Fetch::Eager };
            view! {
                <li>
                    <a href=paths::product(cx.shell.market_locale, &item.slug)>
                        {picture_beside(&item.name, &item.picture, fetch)} <span>{item.name.as_str()}</span>
                    </a>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section class="hero">
            {contours()}
            <div class="hero-text">
                <h1>{cx.text("home-heading")}</h1>
                <p>{cx.text("home-lead")}</p>
                <a class="button" href=paths::search(cx.shell.market_locale)>{cx.text("home-browse")}</a>
            </div>
            <ul class="hero-pictures" role="list">{pictures}</ul>
        </section>
    }
}

/// Contour lines of a hill, an ornament.
fn contours() -> impl IntoView {
    view! {
        <svg class="contours" viewBox="0 0 600 400" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
            <path d="M-20 330C90 250 150 300 250 270s150-110 260-90 110 60 130 60" />
            <path d="M-20 290C80 205 160 255 250 222S400 120 500 140s120 55 140 50" />
            <path d="M-20 245C70 165 165 205 250 175S390 80 490 98s130 55 150 45" />
            <path d="M-20 200C70 125 170 160 250 130S385 45 480 58s140 50 160 40" />
            <path d="M-20 370C100 300 150 345 260 318s150-100 260-85 100 50 120 55" />
            <path d="M300 140c35-35 120-70 170-50s-10 60-70 80-125 10-100-30z" />
            <path d="M335 142c25-25 85-45 115-35s-10 40-45 50-90 10-70-15z" />
        </svg>
    }
}

fn promises(cx: Context<'_>) -> impl IntoView {
    let market_locale = cx.shell.market_locale;
    view! {
        <ul class="promises" role="list">
            <li>{icon::van()} <a href=paths::info(market_locale, InfoPage::Delivery)>{cx.text("promise-delivery")}</a></li>
            <li>{icon::back()} <a href=paths::info(market_locale, InfoPage::Returns)>{cx.text("promise-returns")}</a></li>
            <li>{icon::lock()} <a href=paths::info(market_locale, InfoPage::Privacy)>{cx.text("promise-guest")}</a></li>
        </ul>
    }
}

fn categories(cx: Context<'_>, tiles: &[CategoryTile]) -> impl IntoView {
    let items = tiles
        .iter()
        .map(|tile| {
            view! {
                <li class="tile">
                    {tile.picture.as_ref().map(|image| picture(image, Fetch::Lazy))}
                    <a href=paths::category(cx.shell.market_locale, &tile.slug)>{tile.name.as_str()}</a>
                    <span class="tile-count">{cx.plural("product-count", tile.count)}</span>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <section aria-labelledby="categories">
            <h2 id="categories">{cx.text("home-categories")}</h2>
            <ul class="tiles" role="list">{items}</ul>
        </section>
    }
}

fn row(cx: Context<'_>, heading: &'static str, id: &'static str, cards: &[ProductCard]) -> Option<impl IntoView> {
    (!cards.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{cx.text(heading)}</h2>
                {card::grid(cx, cards, 0, false)}
            </section>
        }
    })
}
