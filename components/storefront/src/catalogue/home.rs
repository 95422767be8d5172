//! `GET /{m}`: the front page of a market.

use axum::response::Response;
use outpost_web_shop::view::Home;

use super::parts;
use crate::edition;
use crate::failure::Failure;
use crate::shell;
use crate::visit::Visit;

/// The front page.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    if let Some(answer) = edition::unchanged(&visit).await? {
        return Ok(answer);
    }
    let surroundings = shell::load(&visit).await?;
    let found = outpost_db::home::load(&*visit.state.replica, visit.prefix).await?;
    let page = Home {
        categories: parts::tiles(found.categories),
        popular: parts::cards(found.popular, visit.prefix.market),
        newest: parts::cards(found.newest, visit.prefix.market),
    };
    Ok(visit.catalogue_page(surroundings.version, outpost_web_shop::home(&surroundings.shell, &page)))
}
