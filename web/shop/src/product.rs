//! The page of one product.

mod buy;
mod delivery;
mod gallery;
mod json_ld;
mod options;
mod rating;

use leptos::prelude::*;

use crate::context::Context;
use crate::layout::{Options, document};
use crate::parts::breadcrumbs::breadcrumbs;
use crate::parts::card;
use crate::view::{LegalText, Product, Shell};

/// Characters of the description that search engines show.
const DESCRIPTION_LENGTH: usize = 155;

/// A product with one of its variants chosen.
pub fn product(shell: &Shell, page: &Product) -> String {
    let cx = Context::new(shell);
    let options = Options {
        title: page.name.clone(),
        description: shortened(&page.description),
        style: "shop.css",
        picture: page.pictures.first().map(|picture| picture.src.clone()),
        ..Options::default()
    };
    document(cx, &options, || {
        view! {
            {breadcrumbs(cx, &page.breadcrumbs, &page.name)}
            <article class="product">
                {gallery::gallery(cx, &page.pictures)}
                {buy::panel(cx, page)}
            </article>
            <div class="product-more">
                {about(cx, page)}
                {rating::summary(cx, page.rating)}
            </div>
            {(!page.related.is_empty())
                .then(|| {
                    view! {
                        <section aria-labelledby="related">
                            <h2 id="related">{cx.text("product-related")}</h2>
                            {card::grid(cx, &page.related, 0, false)}
                        </section>
                    }
                })}
            <script type="application/ld+json" inner_html=json_ld::json_ld(cx, page)></script>
        }
    })
}

fn about(cx: Context<'_>, page: &Product) -> impl IntoView {
    let paragraphs = page
        .description
        .split("\n\n")
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(|text| view! { <p>{text}</p> })
        .collect::<Vec<_>>();
    let rows = page
        .attributes
        .iter()
        .map(|(name, value)| row(name, value, ""))
        .chain([row(cx.text("product-vendor"), &page.vendor, ""), row(cx.text("product-sku"), &page.sku, "code")])
        .collect::<Vec<_>>();
    let legal = legal(cx, &page.law);
    view! {
        <section class="prose" aria-labelledby="about">
            <h2 id="about">{cx.text("product-about")}</h2>
            {paragraphs}
        </section>
        <section aria-labelledby="details">
            <h2 id="details">{cx.text("product-details")}</h2>
            <dl class="attributes">{rows} {legal}</dl>
        </section>
    }
}

/// What law asks to be said; what is not known is left out.
fn legal(cx: Context<'_>, law: &LegalText) -> impl IntoView + use<> {
    let country = if law.origin_country.is_empty() { String::new() } else { cx.country(&law.origin_country, "") };
    let years = u64::from(law.guarantee_years);
    let guarantee = if years == 0 { String::new() } else { cx.plural("product-guarantee-years", years) };
    let rows = [
        ("product-ingredients", law.ingredients.clone()),
        ("product-allergens", law.allergens.clone()),
        ("product-origin", country),
        ("product-guarantee", guarantee),
        ("product-manufacturer", law.manufacturer.clone()),
        ("product-eu-contact", law.eu_contact.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, text)| !text.is_empty());
    rows.map(|(key, text)| view! { <div><dt>{cx.text(key)}</dt> <dd>{text}</dd></div> }).collect::<Vec<_>>()
}

fn row<'a>(name: &'a str, value: &'a str, class: &'static str) -> impl IntoView + use<'a> {
    view! {
        <div>
            <dt>{name}</dt>
            <dd class=(!class.is_empty()).then_some(class)>{value}</dd>
        </div>
    }
}

/// The first words of a text, cut between characters, with an ellipsis where something was cut.
fn shortened(text: &str) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= DESCRIPTION_LENGTH {
        return flat;
    }
    let cut: String = flat.chars().take(DESCRIPTION_LENGTH).collect();
    // Where words have spaces, do not cut one in two.
    let whole =
        cut.rsplit_once(' ').filter(|(kept, _)| kept.len() * 2 > cut.len()).map_or(cut.as_str(), |(kept, _)| kept);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_is_cut_between_words_or_characters() {
        assert_eq!(shortened("Short.\n\nText."), "Short. Text.");
        let long = shortened(&"word ".repeat(60));
        assert!(long.ends_with("word…") && long.chars().count() <= 156, "{long}");
        assert_eq!(shortened(&"湯".repeat(200)).chars().count(), 156);
    }
}
