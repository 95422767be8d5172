//! `GET /sitemap.xml` and `GET /{m}/sitemap-{n}.xml`: every page of the catalogue, for search engines.

use axum::extract::{Path, State};
use axum::response::Response;
use outpost_db::sitemap;
use outpost_db::version::Scope;
use outpost_http::caching::Caching;
use outpost_http::validator::set_etag;
use outpost_http::{Failure, HttpState, respond};
use outpost_web_shop::paths;
use outpost_web_shop::view::InfoPage;

use crate::page_request::PageRequest;
use crate::state::Shared;
use crate::validator;

const XML: &str = "application/xml; charset=utf-8";

/// The index of all sitemaps, from one statement, or two where the markets have changed.
pub(crate) async fn index(State(state): State<Shared>) -> Result<Response, Failure> {
    let extent = sitemap::extent(&*state.replica).await?;
    let markets = state.markets.at(extent.versions.tag(), state.now()).await?;
    let mut entries = String::new();
    for prefix in markets.prefixes() {
        for page in 1..=extent.pages(prefix.market.code) {
            let url = format!("{}/{prefix}/sitemap-{page}.xml", state.config.site.public_url);
            entries.push_str(&format!("<sitemap><loc>{url}</loc></sitemap>\n"));
        }
    }
    let mut response = xml(Caching::public(3_600), "sitemapindex", &entries);
    set_etag(response.headers_mut(), validator::build_hash(&state.config), Some(&extent.versions));
    Ok(response)
}

/// One page of a market's sitemap. The first also lists the front page, categories and information pages.
///
/// The router cannot match `sitemap-{n}.xml`, so this handles every file directly below a prefix.
pub(crate) async fn page(request: PageRequest, Path((_, file)): Path<(String, String)>) -> Result<Response, Failure> {
    let number = file.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
    let number: u32 = number.and_then(|number| number.parse().ok()).filter(|&n| n > 0).ok_or(Failure::NotFound)?;
    let (sql, prefix) = (&*request.state.replica, request.prefix);
    let extent = sitemap::extent(sql).await?;
    if number > extent.pages(prefix.market.code) {
        return Err(Failure::NotFound);
    }
    let versions = extent.versions.of([Scope::Listed(prefix.market.code)]);
    if let Some(response) = validator::not_modified_at(&request, &versions) {
        return Ok(response);
    }
    let mut addresses = Vec::new();
    if number == 1 {
        addresses.push(paths::home(prefix));
        let categories = sitemap::categories(sql, prefix).await?;
        addresses.extend(categories.iter().map(|slug| paths::category(prefix, slug)));
        addresses.extend(InfoPage::ALL.into_iter().map(|page| paths::info(prefix, page)));
    }
    let products = sitemap::products(sql, prefix, number).await?;
    addresses.extend(products.iter().map(|slug| paths::product(prefix, slug)));
    let public_url = &request.state.config.site.public_url;
    // Slugs contain nothing that XML has to escape.
    let entries: String =
        addresses.iter().map(|address| format!("<url><loc>{public_url}{address}</loc></url>\n")).collect();
    let response = xml(validator::catalogue_caching(&request), "urlset", &entries);
    Ok(validator::with_etag(&request, &versions, response))
}

fn xml(caching: Caching, root: &str, entries: &str) -> Response {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{entries}</{root}>\n"
    );
    respond::text(caching, XML, text)
}
