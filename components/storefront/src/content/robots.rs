//! `GET /robots.txt`: what crawlers should leave alone.

use axum::extract::State;
use axum::response::Response;

use crate::caching::Caching;
use crate::edition;
use crate::respond;
use crate::state::Shared;

/// Own pages and endless combinations of filters are not worth a crawler's time.
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
    let mut response = respond::text(Caching::alike(3_600), "text/plain; charset=utf-8", text);
    edition::tag(response.headers_mut(), edition::of_build(&state.config), None);
    response
}
