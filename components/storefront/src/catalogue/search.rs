//! `GET /{m}/search?q=…`: the results of a search.

use axum::response::Response;
use outpost_db::version::Scope;
use outpost_http::Failure;
use outpost_web_shop::view::{Heading, Listing};
use outpost_web_ui::view::Link;

use super::listing::listing;
use super::listing_url::ListingUrl;
use super::parts;
use crate::layout;
use crate::page_request::PageRequest;
use crate::validator;

/// The results page.
pub(crate) async fn show(request: PageRequest) -> Result<Response, Failure> {
    let url = ListingUrl::read(format!("/{}{}", request.prefix, request.path), &request.query, true);
    let text = url.text.clone().unwrap_or_default();
    let mut layout = layout::load(&request).await?;
    // Correcting a typo costs the third statement, so the versions are taken from the layout.
    if let Some(response) = validator::not_modified_at(&request, &layout.versions) {
        return Ok(response);
    }
    layout.shell.query.clone_from(&text);
    layout.shell.noindex = true;
    // Links to other markets keep the text; facets and pages differ by market.
    let path = ListingUrl::read(request.path.clone(), &request.query, true).searching(&text);
    for other in &mut layout.shell.alternates {
        other.path.clone_from(&path);
    }
    let found = outpost_db::search::results(&*request.state.replica, request.prefix, &text, &url.query).await?;
    if found.page.page > found.page.pages {
        return Err(Failure::NotFound);
    }
    let market = request.prefix.market;
    let link = |text: String| Link { href: url.searching(&text), text };
    let page = Listing {
        corrected_query: found.shown_for.map(link),
        alternatives: parts::cards(found.alternatives, market),
        ..listing(Heading::Search { query: text }, found.page, &url, market)
    };
    let versions = layout.versions_of(market, [Scope::Search]);
    Ok(request.catalogue_page(&versions, outpost_web_shop::listing(&layout.shell, &page)))
}
