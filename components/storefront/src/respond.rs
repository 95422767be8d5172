//! Answers: pages, plain files and redirects, each with what caches may do with it.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, LOCATION, VARY};

use crate::conditional;

/// What caches may do with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caching {
    /// The same for everyone without a cart: may be kept, must be asked about.
    Catalogue,
    /// The same, but for the cart's count: may be kept by the browser only.
    CatalogueWithCart,
    /// One visitor's own: never kept, never indexed.
    Private,
    /// Depends on language and cookie only.
    Negotiated,
    /// A file for machines, fresh for an hour.
    Hour,
    /// Suggestions: the same letters are typed again and again.
    Minute,
}

impl Caching {
    fn apply(self, response: &mut Response) {
        let (control, vary) = match self {
            Self::Catalogue => ("public, max-age=0, must-revalidate", Some("Cookie")),
            Self::CatalogueWithCart => ("private, max-age=0, must-revalidate", Some("Cookie")),
            Self::Private => ("no-store", None),
            Self::Negotiated => ("private, no-cache", Some("Accept-Language, Cookie")),
            Self::Hour => ("public, max-age=3600", None),
            Self::Minute => ("public, max-age=60", None),
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(control));
        if let Some(vary) = vary {
            headers.insert(VARY, HeaderValue::from_static(vary));
        }
        if self == Self::Private {
            headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        }
    }
}

/// A whole page.
pub(crate) fn html(status: StatusCode, caching: Caching, html: String) -> Response {
    let is_kept = matches!(caching, Caching::Catalogue | Caching::CatalogueWithCart);
    let tag = is_kept.then(|| conditional::tag(&html)).flatten();
    let mut response = text(caching, "text/html; charset=utf-8", html);
    if let Some(tag) = tag {
        response.headers_mut().insert(ETAG, tag);
    }
    *response.status_mut() = status;
    response
}

/// A file of some other type.
pub(crate) fn text(caching: Caching, content_type: &'static str, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    caching.apply(&mut response);
    response
}

/// Sends the browser on: `303` after a form, `302` or `308` for addresses. `location` is an absolute path of ours.
pub(crate) fn redirect(status: StatusCode, caching: Caching, location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    // Paths are percent-encoded where they are made; what is not stays out of the header.
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    caching.apply(&mut response);
    response
}
