//! Responses: pages, text files and redirects, each with its caching rules.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, LOCATION, SET_COOKIE};

use crate::caching::Caching;
use crate::page_request::PageRequest;
use crate::validator;

impl PageRequest {
    /// A page that is the same for everyone except for the cart's count, made from the data version or a later one.
    /// Sets no cookie.
    pub fn catalogue_page(&self, version: i64, body: String) -> Response {
        validator::with_etag(self, version, html(StatusCode::OK, validator::catalogue_caching(self), body))
    }

    /// A page of this client's own, with the cookies that changed.
    pub fn own_page(&self, status: StatusCode, body: String) -> Response {
        self.with_cookies(html(status, Caching::no_store(), body))
    }

    /// Redirects to another page of the shop after a form, with the cookies that changed.
    pub fn see_other(&self, location: &str) -> Response {
        self.with_cookies(redirect(StatusCode::SEE_OTHER, Caching::no_store(), location))
    }

    /// Adds the changed cookies to a response.
    fn with_cookies(&self, mut response: Response) -> Response {
        for change in self.cookies.changes() {
            response.headers_mut().append(SET_COOKIE, change);
        }
        response
    }
}

/// A page.
pub(crate) fn html(status: StatusCode, caching: Caching, body: String) -> Response {
    let mut response = text(caching, "text/html; charset=utf-8", body);
    *response.status_mut() = status;
    response
}

/// A text file of another type.
pub(crate) fn text(caching: Caching, content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    caching.apply(response.headers_mut());
    response
}

/// A redirect: `303` after a form, `302` or `308` for addresses. `location` is an absolute path of this shop.
pub(crate) fn redirect(status: StatusCode, caching: Caching, location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    // Callers percent-encode paths; the header falls back to `/` where one is not valid.
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    caching.apply(response.headers_mut());
    response
}
