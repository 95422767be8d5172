//! `GET /{m}/pages/{slug}`: an information page.

use axum::extract::Path;
use axum::response::Response;
use outpost_web_shop::view::{Info, InfoPage};

use crate::edition;
use crate::failure::Failure;
use crate::shell;
use crate::visit::Visit;

/// An information page.
pub(crate) async fn show(visit: Visit, Path((_, slug)): Path<(String, String)>) -> Result<Response, Failure> {
    let page = InfoPage::from_slug(&slug).ok_or(Failure::NotFound)?;
    if let Some(answer) = edition::unchanged(&visit).await? {
        return Ok(answer);
    }
    let surroundings = shell::load(&visit).await?;
    let info = Info { page, company: visit.state.config.company.clone() };
    Ok(visit.catalogue_page(surroundings.version, outpost_web_shop::info(&surroundings.shell, &info)))
}
