//! `GET /{m}/suggest?q=…`: suggestions while a shopper types, as JSON for the search island.

use axum::response::Response;
use outpost_domain::market::MarketLocale;
use outpost_domain::search::QUERY_CHARACTERS_MAX;
use outpost_web_shop::paths;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::parts::media_address;
use crate::caching::Caching;
use crate::edition;
use crate::failure::Failure;
use crate::respond;
use crate::visit::Visit;

/// Queries, products and categories, each with the address it leads to.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    let prefix = visit.prefix;
    let text: String = visit.query.text("q").chars().take(QUERY_CHARACTERS_MAX).collect();
    // First of all: what is read after it may be newer, never older.
    let version = outpost_db::version::read(&*visit.state.replica).await?;
    let found = outpost_db::search::suggest(&*visit.state.replica, prefix, &text).await?;
    let queries: Vec<Value> =
        found.queries.into_iter().map(|text| json!({ "url": search_address(prefix, &text), "text": text })).collect();
    let products: Vec<Value> = found
        .products
        .into_iter()
        .map(|product| {
            json!({
                "title": product.title,
                "url": paths::product(prefix, &product.slug),
                "image": media_address(&product.picture.hash, &product.picture.content_type),
                "price": outpost_web_ui::formatting::money(prefix.locale, product.price),
            })
        })
        .collect();
    let categories: Vec<Value> = found
        .categories
        .into_iter()
        .map(|category| json!({ "title": category.name, "url": paths::category(prefix, &category.slug) }))
        .collect();
    let body = json!({ "queries": queries, "products": products, "categories": categories }).to_string();
    // The same letters are typed again and again, and mean the same to everybody.
    let mut response = respond::text(Caching::alike(60), "application/json", body);
    let key = edition::of_build(&visit.state.config).with(visit.target.as_bytes());
    edition::tag(response.headers_mut(), key, Some(version));
    Ok(response)
}

fn search_address(prefix: MarketLocale, text: &str) -> String {
    format!("{}?q={}", paths::search(prefix), utf8_percent_encode(text, NON_ALPHANUMERIC))
}
