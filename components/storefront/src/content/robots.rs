//! `GET /robots.txt`: what crawlers should not fetch.

use axum::extract::State;
use axum::response::Response;

use crate::caching::Caching;
use crate::respond;
use crate::state::Shared;
use crate::validator;

/// Excludes private pages and the endless combinations of filters.
pub(crate) async fn show(State(state): State<Shared>) -> Response {
    let text = format!(
        "User-agent: *\n\
         Disallow: /*/cart\n\
         Disallow: /*/checkout\n\
         Disallow: /*/orders/\n\
         Disallow: /*/track\n\
         Disallow: /*/search\n\
         Disallow: /*/suggest\n\
         Disallow: /*/choose\n\
         Disallow: /*?*f=\n\
         Disallow: /*?*sort=\n\
         \n\
         Sitemap: {}/sitemap.xml\n",
        state.config.public_url
    );
    let mut response = respond::text(Caching::public(3_600), "text/plain; charset=utf-8", text);
    validator::set_etag(response.headers_mut(), validator::build_hash(&state.config), None);
    response
}
