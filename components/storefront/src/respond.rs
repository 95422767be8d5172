//! Responses of the storefront's pages.

use axum::response::Response;
use http::StatusCode;
use outpost_db::version::Versions;
use outpost_http::respond;

use crate::page_request::PageRequest;
use crate::validator;

impl PageRequest {
    /// A page that is the same for everyone except for the cart's count, made from these versions or later ones. Sets no
    /// cookie.
    pub fn catalogue_page(&self, versions: &Versions, body: String) -> Response {
        validator::with_etag(self, versions, respond::html(StatusCode::OK, validator::catalogue_caching(self), body))
    }

    /// A page of this client's own, with the cookies that changed.
    pub fn own_page(&self, status: StatusCode, body: String) -> Response {
        respond::own_page(&self.cookies, status, body)
    }

    /// Redirects to another page of the shop after a form, with the cookies that changed.
    pub fn see_other(&self, location: &str) -> Response {
        respond::see_other(&self.cookies, location)
    }
}
