//! `GET /{m}/suggest?q=…`: suggestions while a shopper types, as JSON for the search island.

use axum::extract::State;
use axum::response::Response;
use outpost_db::version::{self, Scope};
use outpost_domain::market::MarketLocale;
use outpost_domain::search::QUERY_CHARACTERS_MAX;
use outpost_http::caching::Caching;
use outpost_http::form::{Fields, Query};
use outpost_http::market_path::MarketPath;
use outpost_http::request_context::RequestContext;
use outpost_http::validator::set_etag;
use outpost_http::{Failure, respond};
use outpost_web_shop::paths;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::parts::media_address;
use crate::state::Shared;
use crate::validator;

/// Queries, products and categories, each with its address.
pub(crate) async fn show(
    State(state): State<Shared>,
    MarketPath { prefix, .. }: MarketPath,
    Query(query): Query<Fields>,
    context: RequestContext,
) -> Result<Response, Failure> {
    let text: String = query.text("q").chars().take(QUERY_CHARACTERS_MAX).collect();
    // The versions are read first, so that the rows read after them may be newer but never older.
    let versions = version::read_scopes(&*state.replica, [Scope::Search(prefix.market.code)]).await?;
    let found = outpost_db::search::suggest(&*state.replica, prefix, &text).await?;
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
    // Many shoppers type the same letters, and the response is the same for everybody.
    let mut response = respond::text(Caching::public(60), "application/json", body);
    let hash = validator::build_hash(&state.config).with(context.target.as_bytes());
    set_etag(response.headers_mut(), hash, Some(&versions));
    Ok(response)
}

fn search_address(prefix: MarketLocale, text: &str) -> String {
    format!("{}?q={}", paths::search(prefix), utf8_percent_encode(text, NON_ALPHANUMERIC))
}
