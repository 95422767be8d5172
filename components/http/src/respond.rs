//! Responses: pages, text files and redirects, each with its caching rules.

use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue, LOCATION, SET_COOKIE};

use crate::caching::Caching;
use crate::cookies::Cookies;

/// A page of this client's own, with the cookies that changed.
pub fn own_page(cookies: &Cookies, status: StatusCode, body: String) -> Response {
    with_cookies(cookies, html(status, Caching::no_store(), body))
}

/// Redirects to another page of the shop after a form, with the cookies that changed.
pub fn see_other(cookies: &Cookies, location: &str) -> Response {
    with_cookies(cookies, redirect(StatusCode::SEE_OTHER, Caching::no_store(), location))
}

/// Adds the changed cookies to a response.
pub fn with_cookies(cookies: &Cookies, mut response: Response) -> Response {
    for change in cookies.changes() {
        response.headers_mut().append(SET_COOKIE, change);
    }
    response
}

/// A page.
pub fn html(status: StatusCode, caching: Caching, body: String) -> Response {
    let mut response = text(caching, "text/html; charset=utf-8", body);
    *response.status_mut() = status;
    response
}

/// A text file of another type.
pub fn text(caching: Caching, content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    caching.apply(response.headers_mut());
    response
}

/// A redirect: `303` after a form, `302` or `308` for addresses. `location` is an absolute path of this shop.
pub fn redirect(status: StatusCode, caching: Caching, location: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    // Callers percent-encode paths; the header falls back to `/` where one is not valid.
    let location = HeaderValue::from_str(location).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    caching.apply(response.headers_mut());
    response
}
