//! The random id of a browser. The database holds its hash, to count the orders that the browser has not paid yet.

use outpost_http::HttpState;
use outpost_http::cookies::Kind;

use crate::page_request::PageRequest;

/// The browser's id; made with its first order.
pub(crate) fn id(request: &mut PageRequest) -> String {
    if let Some(id) = request.cookies.get(Kind::Visitor) {
        return id;
    }
    let id = request.state.new_uuid().to_string();
    request.cookies.set(Kind::Visitor, id.clone());
    id
}
