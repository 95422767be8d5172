//! `GET /{m}/search?q=…`: the results of a search.

use axum::response::Response;
use outpost_web_shop::view::{Heading, Listing};
use outpost_web_ui::view::Link;

use super::listing::listing;
use super::listing_url::ListingUrl;
use super::parts;
use crate::edition;
use crate::failure::Failure;
use crate::shell;
use crate::visit::Visit;

/// The results page.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    let url = ListingUrl::read(format!("/{}{}", visit.prefix, visit.path), &visit.query, true);
    let words = url.words.clone().unwrap_or_default();
    let mut surroundings = shell::load(&visit).await?;
    // Mending a typo costs the third statement: the version came with the surroundings.
    if let Some(answer) = edition::unchanged_at(&visit, surroundings.version) {
        return Ok(answer);
    }
    surroundings.shell.query.clone_from(&words);
    surroundings.shell.noindex = true;
    // Words are carried into the other markets; facets and pages are each market's own.
    let asked = ListingUrl::read(visit.path.clone(), &visit.query, true).searching(&words);
    for other in &mut surroundings.shell.alternates {
        other.path.clone_from(&asked);
    }
    let found = outpost_db::search::results(&*visit.state.replica, visit.prefix, &words, &url.query).await?;
    if found.page.page > found.page.pages {
        return Err(Failure::NotFound);
    }
    let market = visit.prefix.market;
    let link = |text: String| Link { href: url.searching(&text), text };
    let page = Listing {
        corrected_query: found.shown_for.map(link),
        alternatives: parts::cards(found.alternatives, market),
        ..listing(Heading::Search { query: words }, found.page, &url, market)
    };
    Ok(visit.catalogue_page(surroundings.version, outpost_web_shop::listing(&surroundings.shell, &page)))
}
