//! The routes of the storefront.

use std::sync::Arc;

use axum::Router;
use http::HeaderValue;
use outpost_http::Access::Visitor;
use outpost_http::error_layer::ErrorPages;
use outpost_http::routes::Routes;
use outpost_http::security::headers::SecurityHeaders;
use outpost_web_shop::routes as at;

use crate::state::{Shared, State};
use crate::{cart, catalogue, checkout, content, error_page, market, order, payment};

/// The storefront as one service, which handles any number of requests at once.
pub fn router(state: State) -> Router {
    let headers = SecurityHeaders {
        is_https: state.config.site.is_https(),
        speculation_rules: speculation_rules(),
        form_target: state.config.sandbox.as_ref().map(|sandbox| sandbox.origin.clone()),
    };
    outpost_http::serve(routes(state), ErrorPages::Pages(error_page::render), Some(headers))
}

/// Every route of the storefront, with who may use it.
pub fn routes(state: State) -> Routes<Shared> {
    reads(forms(Routes::new(Arc::new(state))))
}

fn reads(routes: Routes<Shared>) -> Routes<Shared> {
    routes
        .get(at::ROOT, Visitor, market::root)
        .get(at::ROBOTS, Visitor, content::robots::show)
        .get(at::SITEMAP_INDEX, Visitor, content::sitemap::index)
        .get(at::HOME, Visitor, catalogue::home::show)
        .get(at::HOME_WITH_SLASH, Visitor, market::without_slash)
        .get(at::CHOOSE, Visitor, market::choose)
        .get(at::CATEGORY, Visitor, catalogue::listing::show)
        .get(at::SEARCH, Visitor, catalogue::search::show)
        .get(at::SUGGEST, Visitor, catalogue::suggest::show)
        .get(at::PRODUCT, Visitor, catalogue::product::show)
        .get(at::CART, Visitor, cart::show::show)
        .get(at::CHECKOUT, Visitor, checkout::contact::show)
        .get(at::CHECKOUT_DELIVERY, Visitor, checkout::delivery::show)
        .get(at::CHECKOUT_REVIEW, Visitor, checkout::review::show)
        .get(at::ORDER, Visitor, order::show::show)
        .get(at::ORDER_PAY, Visitor, payment::page::show)
        .get(at::ORDER_PAYMENT, Visitor, payment::outcome::show)
        .get(at::ORDER_CANCELLATION, Visitor, order::cancellation::show)
        .get(at::TRACK, Visitor, order::track::show)
        .get(at::INFO, Visitor, content::info::show)
        .get(at::FILE, Visitor, content::sitemap::page)
}

fn forms(routes: Routes<Shared>) -> Routes<Shared> {
    routes
        .form(at::CART_LINES, Visitor, cart::add::add)
        .form(at::CART, Visitor, cart::change::change)
        .form(at::CART_UNDO, Visitor, cart::undo::undo)
        .form(at::CHECKOUT, Visitor, checkout::contact::save)
        .form(at::CHECKOUT_DELIVERY, Visitor, checkout::delivery::save)
        .form(at::CHECKOUT_REVIEW, Visitor, checkout::place::place)
        .form(at::ORDER_PAY, Visitor, payment::pay::pay)
        .form(at::ORDER_HOLD, Visitor, order::hold::extend)
        .form(at::ORDER_CANCELLATION, Visitor, order::cancellation::create)
        .form(at::ORDER_AGAIN, Visitor, cart::reorder::reorder)
        .form(at::ORDER_FORGETTING, Visitor, order::forgetting::create)
        .form(at::TRACK, Visitor, order::track::find)
}

/// The quoted address of the speculation rules; `None` where the static files were not built.
fn speculation_rules() -> Option<HeaderValue> {
    let address = outpost_web_ui::asset("speculation-rules.json");
    if address == "/assets/" { None } else { HeaderValue::from_str(&format!("\"{address}\"")).ok() }
}
