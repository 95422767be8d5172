//! What any request tells before a route is found: its id, its client, the format it wants.

use axum::extract::{FromRequestParts, Request};
use http::header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE, HeaderMap, HeaderValue, IF_NONE_MATCH};
use http::request::Parts;
use http::{Extensions, Uri};
use percent_encoding::percent_decode_str;

use crate::failure::Failure;
use crate::security::client::Client;
use crate::state::HttpState;

/// The header by which the host reports the primary's state: `ok` or `unreachable`.
const PRIMARY: &str = "outpost-primary";

/// The facts of a request that handlers and error pages need. The outermost layer puts them into the request's extensions.
#[derive(Clone, Debug)]
pub struct RequestContext {
    /// The request id, as logs and error pages show it.
    pub request_id: String,
    /// The client prefers JSON over HTML.
    pub wants_json: bool,
    /// The path as the client sent it.
    pub path: String,
    /// Path and query as the client sent them.
    pub target: String,
    /// The client, as rate limits count it.
    pub client: Client,
    /// The host knows that the primary is out of reach.
    pub primary_unreachable: bool,
    /// The `If-None-Match` header.
    pub if_none_match: Option<HeaderValue>,
    /// The headers of cookies and languages.
    pub headers: HeaderMap,
}

impl RequestContext {
    /// Reads the context and makes a request id where the host gave none.
    pub fn read<S: HttpState>(uri: &Uri, headers: &HeaderMap, state: &S) -> Self {
        let kept = [COOKIE, ACCEPT_LANGUAGE].into_iter();
        Self {
            request_id: given_or_new_id(headers, state),
            wants_json: wants_json(headers),
            path: uri.path().to_owned(),
            target: uri.path_and_query().map_or("", |target| target.as_str()).to_owned(),
            client: Client::read(headers, state.ports().site.trusted_proxies),
            primary_unreachable: headers.get(PRIMARY).is_some_and(|state| state == "unreachable"),
            if_none_match: headers.get(IF_NONE_MATCH).cloned(),
            headers: kept
                .flat_map(|name| headers.get_all(&name).iter().map(move |value| (name.clone(), value.clone())))
                .collect(),
        }
    }
}

impl<S: HttpState> FromRequestParts<S> for RequestContext {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let known = parts.extensions.get::<Self>().cloned();
        Ok(known.unwrap_or_else(|| Self::read(&parts.uri, &parts.headers, state)))
    }
}

/// The id of a request inside the outermost layer.
pub(crate) fn request_id(extensions: &Extensions) -> &str {
    extensions.get::<RequestContext>().map_or("", |context| &context.request_id)
}

/// Whether path and query, percent-decoded, are UTF-8 without NUL.
pub(crate) fn is_text(request: &Request) -> bool {
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    percent_decode_str(target).decode_utf8().is_ok_and(|text| !text.contains('\0'))
}

/// The host's request id, or a new one.
fn given_or_new_id<S: HttpState>(headers: &HeaderMap, state: &S) -> String {
    let given = headers.get("x-request-id").and_then(|value| value.to_str().ok());
    let is_valid =
        |id: &&str| (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    match given.filter(is_valid) {
        Some(id) => id.to_owned(),
        None => state.new_uuid().to_string(),
    }
}

/// Whether `Accept` names JSON, and names it before HTML or without it.
fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    match (accept.find("json"), accept.find("text/html")) {
        (Some(json), Some(html)) => json < html,
        (json, _) => json.is_some(),
    }
}
