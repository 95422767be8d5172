//! The routes of the storefront.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

use crate::failure::Failure;
use crate::form::SMALL_FORM_BYTES_MAX;
use crate::security::{guard, headers};
use crate::state::{Shared, State};
use crate::{cart, catalogue, checkout, conditional, content, error_page, market, order, payment};

/// The storefront as one service, which handles any number of requests at once.
pub fn router(state: State) -> Router {
    let state = Arc::new(state);
    Router::new()
        .merge(
            small_forms()
                .layer(DefaultBodyLimit::max(SMALL_FORM_BYTES_MAX))
                .route_layer(from_fn_with_state(Arc::clone(&state), guard::layer)),
        )
        .merge(reads())
        .fallback(not_found)
        .layer(from_fn_with_state(Arc::clone(&state), error_page::layer))
        .layer(from_fn(conditional::layer))
        .layer(from_fn_with_state(Arc::clone(&state), headers::layer))
        .with_state(state)
}

fn reads() -> Router<Shared> {
    Router::new()
        .route("/", get(market::root))
        .route("/robots.txt", get(content::robots::show))
        .route("/sitemap.xml", get(content::sitemap::index))
        .route("/{market}", get(catalogue::home::show))
        .route("/{market}/", get(market::without_slash))
        .route("/{market}/choose", get(market::choose))
        .route("/{market}/c/{slug}", get(catalogue::listing::show))
        .route("/{market}/search", get(catalogue::search::show))
        .route("/{market}/suggest", get(catalogue::suggest::show))
        .route("/{market}/p/{slug}", get(catalogue::product::show))
        .route("/{market}/cart", get(cart::show::show))
        .route("/{market}/checkout", get(checkout::contact::show))
        .route("/{market}/checkout/delivery", get(checkout::delivery::show))
        .route("/{market}/checkout/review", get(checkout::review::show))
        .route("/{market}/orders/{number}", get(order::show::show))
        .route("/{market}/orders/{number}/pay", get(payment::page::show))
        .route("/{market}/orders/{number}/cancellation", get(order::cancellation::show))
        .route("/{market}/track", get(order::track::show))
        .route("/{market}/pages/{slug}", get(content::info::show))
        .route("/{market}/{file}", get(content::sitemap::page))
}

/// Forms without files. A route with a larger body gets a limit of its own.
fn small_forms() -> Router<Shared> {
    Router::new()
        .route("/{market}/cart/lines", post(cart::add::add))
        .route("/{market}/cart/lines/{sku}", post(cart::change::change))
        .route("/{market}/cart/undo", post(cart::undo::undo))
        .route("/{market}/checkout", post(checkout::contact::save))
        .route("/{market}/checkout/delivery", post(checkout::delivery::save))
        .route("/{market}/checkout/review", post(checkout::place::place))
        .route("/{market}/orders/{number}/pay", post(payment::pay::pay))
        .route("/{market}/orders/{number}/hold", post(order::hold::extend))
        .route("/{market}/orders/{number}/cancellation", post(order::cancellation::create))
        .route("/{market}/orders/{number}/again", post(cart::reorder::reorder))
        .route("/{market}/track", post(order::track::find))
}

async fn not_found() -> Failure {
    Failure::NotFound
}
