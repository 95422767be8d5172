//! `GET /{m}/pages/{slug}`: an information page.

use axum::extract::Path;
use axum::response::Response;
use outpost_http::Failure;
use outpost_http::cookies::Kind;
use outpost_web_shop::view::{CookieUse, Info, InfoPage};

use crate::layout;
use crate::page_request::PageRequest;
use crate::validator;

/// An information page.
pub(crate) async fn show(request: PageRequest, Path((_, slug)): Path<(String, String)>) -> Result<Response, Failure> {
    let page = InfoPage::from_slug(&slug).ok_or(Failure::NotFound)?;
    if let Some(response) = validator::not_modified(&request).await? {
        return Ok(response);
    }
    let layout = layout::load(&request).await?;
    // Staff have a cookie of their own, which no shopper gets.
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::AdminSession);
    let cookies = kinds.map(|kind| CookieUse { name: kind.name(), ttl_seconds: kind.ttl_seconds() }).collect();
    let info = Info { page, company: layout.settings.company.clone(), cookies };
    let versions = layout.versions_of(request.prefix.market, []);
    Ok(request.catalogue_page(&versions, outpost_web_shop::info(&layout.shell, &info)))
}
