//! `GET /{m}/p/{slug}?v={sku}`: one product, with one of its variants chosen.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use outpost_db::delivery::DeliveryMethod;
use outpost_db::product as db;
use outpost_domain::calendar;
use outpost_domain::market::MarketLocale;
use outpost_domain::pricing::DeliveryTax;
use outpost_http::caching::Caching;
use outpost_http::{Failure, respond};
use outpost_web_shop::paths;
use outpost_web_shop::view::{DeliveryEstimate, LegalText, Product, RatingSummary};
use outpost_web_ui::view::{Picture, Price};
use time::OffsetDateTime;

use super::{parts, variant};
use crate::layout;
use crate::page_request::PageRequest;
use crate::validator;

/// A product's page.
pub(crate) async fn show(request: PageRequest, Path((_, slug)): Path<(String, String)>) -> Result<Response, Failure> {
    if let Some(response) = validator::not_modified(&request).await? {
        return Ok(response);
    }
    let mut layout = layout::load(&request).await?;
    let found = outpost_db::product::by_slug(&*request.state.replica, request.prefix, &slug).await?;
    let Some(found) = found else { return moved(&request, &slug).await };
    let chosen = variant::chosen(&found, request.query.get("v")).ok_or(Failure::NotFound)?;
    layout.shell.current_nav = found.trail.first().map(|top| top.slug.clone());
    let is_sold = |prefix: MarketLocale| found.sold_in.iter().any(|code| code == prefix.market.code());
    layout.shell.alternates.retain(|other| is_sold(other.market_locale));
    let now = request.state.clock.now();
    let estimate = estimate(&found, chosen, request.prefix, &layout.home_country, now);
    // Which other products are recommended may be as old as the page; what their cards say is not.
    let versions = layout
        .versions_of(request.prefix.market, [])
        .with_products(found.related.iter().map(|card| card.version).chain([found.version]));
    let page = view_product(&found, chosen, request.prefix, estimate);
    Ok(request.catalogue_page(&versions, outpost_web_shop::product(&layout.shell, &page)))
}

/// Leads from an address that a product had to the one it has now.
async fn moved(request: &PageRequest, slug: &str) -> Result<Response, Failure> {
    let now = db::moved_to(&*request.state.replica, slug).await?.ok_or(Failure::NotFound)?;
    let address = paths::product(request.prefix, &now);
    Ok(respond::redirect(StatusCode::MOVED_PERMANENTLY, Caching::public(300), &address))
}

fn view_product(
    found: &db::Product,
    chosen: &db::Variant,
    prefix: MarketLocale,
    delivery: Option<DeliveryEstimate>,
) -> Product {
    Product {
        slug: found.slug.clone(),
        name: found.title.clone(),
        brand: Some(found.brand.clone()),
        vendor: found.vendor.clone(),
        breadcrumbs: found.trail.clone(),
        pictures: pictures(found, chosen),
        description: format!("{}\n\n{}", found.summary, found.description).trim().to_owned(),
        options: variant::options(prefix, found, chosen),
        sku: chosen.sku.to_string(),
        price: Price {
            amount: chosen.price,
            compare_at: chosen.compare_at,
            is_lowest: false,
            unit: chosen.measure.and_then(|measure| measure.unit_price(chosen.price)),
            lowest_before: chosen.lowest_before.filter(|_| chosen.compare_at.is_some()),
        },
        stock: parts::stock(chosen.stock, prefix.market),
        max_quantity: variant::most_at_once(chosen),
        delivery,
        rating: found.rating.map(|rating| RatingSummary { rating: parts::rating(rating), histogram: found.stars }),
        attributes: found
            .attributes
            .iter()
            .map(|attribute| (attribute.name.clone(), attribute.values.join(", ")))
            .collect(),
        law: law(found),
        related: parts::cards(found.related.clone(), prefix.market),
    }
}

fn law(found: &db::Product) -> LegalText {
    let law = &found.law;
    LegalText {
        manufacturer: law.manufacturer.clone(),
        eu_contact: law.eu_contact.clone(),
        origin_country: law.origin_country.clone(),
        guarantee_years: law.guarantee_years,
        ingredients: found.ingredients.clone(),
        allergens: found.allergens.clone(),
    }
}

/// Pictures of the chosen variant, then those of the product. Those of other variants are left out, but where there would be
/// no picture at all.
fn pictures(found: &db::Product, chosen: &db::Variant) -> Vec<Picture> {
    let is_other = |picture: &&db::ProductPicture| picture.value.is_some_and(|value| !chosen.values.contains(&value));
    let mut shown: Vec<&db::ProductPicture> = found.pictures.iter().filter(|picture| !is_other(picture)).collect();
    shown.sort_by_key(|picture| picture.value.is_none());
    if shown.is_empty() {
        shown = found.pictures.iter().collect();
    }
    shown.into_iter().map(|picture| parts::picture(&picture.picture, &found.title)).collect()
}

/// The cheapest delivery of one piece to the home country.
fn estimate(
    found: &db::Product,
    chosen: &db::Variant,
    prefix: MarketLocale,
    home_country: &str,
    now: OffsetDateTime,
) -> Option<DeliveryEstimate> {
    let weight = u64::from(chosen.weight_grams);
    // The page names the cost only; how it is taxed makes no difference to it.
    let priced = |method: &DeliveryMethod| method.price(1, weight, DeliveryTax::FollowsGoods);
    let (method, price) = found
        .delivery
        .iter()
        .filter_map(|method| Some((method, priced(method)?)))
        .min_by_key(|(_, price)| price.cost(chosen.price).minor())?;
    Some(DeliveryEstimate {
        country: home_country.to_owned(),
        cost: price.cost(chosen.price),
        free_from: price.free_from,
        window: calendar::window(prefix.market, calendar::sent_from(chosen.stock.backorder_at, now), method.days),
    })
}
