//! `GET /robots.txt`: what crawlers should not fetch.

use axum::extract::State;
use axum::response::Response;
use outpost_http::caching::Caching;
use outpost_http::respond;
use outpost_http::validator::set_etag;
use outpost_web_shop::routes;

use crate::state::Shared;
use crate::validator;

/// Excludes private pages and the endless combinations of filters.
pub(crate) async fn show(State(state): State<Shared>) -> Response {
    let rules: String = routes::robots_rules().iter().map(|rule| format!("Disallow: {rule}\n")).collect();
    let text = format!(
        "User-agent: *\n\
         {rules}\
         Disallow: /*?*f=\n\
         Disallow: /*?*sort=\n\
         \n\
         Sitemap: {}{}\n",
        state.config.site.public_url,
        routes::SITEMAP_INDEX.pattern()
    );
    let mut response = respond::text(Caching::public(3_600), "text/plain; charset=utf-8", text);
    set_etag(response.headers_mut(), validator::build_hash(&state.config), None);
    response
}
