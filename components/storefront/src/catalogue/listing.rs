//! `GET /{m}/c/{slug}`: the products of a category.

use axum::extract::Path;
use axum::response::Response;
use outpost_db::listing as db;
use outpost_db::version::Scope;
use outpost_domain::listing::Sort;
use outpost_domain::market::Market;
use outpost_http::Failure;
use outpost_web_shop::view::{self, Heading, Listing};
use outpost_web_ui::view::Pagination;

use super::listing_url::ListingUrl;
use super::parts;
use crate::layout;
use crate::page_request::PageRequest;
use crate::validator;

/// A category's page.
pub(crate) async fn show(request: PageRequest, Path((_, slug)): Path<(String, String)>) -> Result<Response, Failure> {
    let url = ListingUrl::read(format!("/{}{}", request.prefix, request.path), &request.query, false);
    if url.query.is_one_statement()
        && let Some(response) = validator::not_modified(&request).await?
    {
        return Ok(response);
    }
    let mut layout = layout::load(&request).await?;
    if let Some(response) = validator::not_modified_at(&request, &layout.versions) {
        return Ok(response);
    }
    let found = outpost_db::listing::category(&*request.state.replica, request.prefix, &slug, &url.query).await?;
    let found = found.ok_or(Failure::NotFound)?;
    if found.page.page > found.page.pages {
        return Err(Failure::NotFound);
    }
    // The category's version is the one that the products were read with.
    let versions = layout.versions_of(request.prefix.market, []).with(Scope::Category(found.id), found.version);
    let shell = &mut layout.shell;
    shell.current_nav = Some(found.trail.first().map_or(found.slug.clone(), |top| top.slug.clone()));
    shell.noindex = !url.is_plain();
    set_canonical_page(shell, found.page.page);
    let heading = Heading::Category {
        name: found.name,
        description: Some(found.description).filter(|description| !description.is_empty()),
    };
    let page = Listing {
        breadcrumbs: found.trail,
        subcategories: parts::tiles(found.children),
        ..listing(heading, found.page, &url, request.prefix.market)
    };
    Ok(request.catalogue_page(&versions, outpost_web_shop::listing(shell, &page)))
}

/// Adds the page number to the canonical address. Links to other markets lead to their first page.
fn set_canonical_page(shell: &mut view::Shell, page: u32) {
    if page > 1 {
        shell.path = format!("{}?page={page}", shell.path);
    }
}

/// The parts that category and search listings have in common.
pub(super) fn listing(heading: Heading, page: db::Page, url: &ListingUrl, market: Market) -> Listing {
    let chips = page.facets.iter().flat_map(|facet| chips(facet, url)).collect();
    let facets = page.facets.into_iter().map(view_facet).collect();
    Listing {
        heading,
        breadcrumbs: Vec::new(),
        subcategories: Vec::new(),
        total: page.total.into(),
        filter_form: url.filter_form(),
        facets,
        chips,
        clear_href: url.cleared(),
        sorts: Sort::ALL.into_iter().map(|sort| sort_link(sort, url)).collect(),
        cards: parts::cards(page.cards, market),
        pagination: Pagination { page: page.page, pages: page.pages, base_href: url.href() },
        corrected_query: None,
        alternatives: Vec::new(),
    }
}

fn chips<'a>(facet: &'a db::Facet, url: &'a ListingUrl) -> impl Iterator<Item = view::Chip> {
    facet
        .values
        .iter()
        .filter(|value| value.selected)
        .map(|value| view::Chip { label: value.label.clone(), remove_href: url.switched(&facet.code, &value.code) })
}

fn view_facet(facet: db::Facet) -> view::Facet {
    let values = facet
        .values
        .into_iter()
        .map(|value| view::FacetValue {
            filter: format!("{}:{}", facet.code, value.code),
            swatch: value.swatch,
            label: value.label,
            count: value.products.into(),
            selected: value.selected,
        })
        .collect();
    view::Facet { name: facet.name, values }
}

fn sort_link(sort: Sort, url: &ListingUrl) -> view::SortLink {
    view::SortLink { sort, selected: url.query.sort == sort, href: url.sorted(sort) }
}
