//! `GET /{m}`: the front page of a market.

use axum::response::Response;
use outpost_db::version::Scope;
use outpost_http::Failure;
use outpost_web_shop::view::Home;

use super::parts;
use crate::layout;
use crate::page_request::PageRequest;
use crate::validator;

/// The front page.
pub(crate) async fn show(request: PageRequest) -> Result<Response, Failure> {
    if let Some(response) = validator::not_modified(&request).await? {
        return Ok(response);
    }
    let layout = layout::load(&request).await?;
    let found = outpost_db::home::load(&*request.state.replica, request.prefix).await?;
    let cards = found.popular.iter().chain(&found.newest);
    let versions =
        layout.versions_of(request.prefix.market, [Scope::Listed]).with_products(cards.map(|card| card.version));
    let page = Home {
        categories: parts::tiles(found.categories),
        popular: parts::cards(found.popular, request.prefix.market),
        newest: parts::cards(found.newest, request.prefix.market),
    };
    Ok(request.catalogue_page(&versions, outpost_web_shop::home(&layout.shell, &page)))
}
