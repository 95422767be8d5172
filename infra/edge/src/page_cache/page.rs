//! One cached page and the responses made of it.

use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use headers::{Date, HeaderMapExt, IfNoneMatch};
use http::header::{
    AGE, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_LOCATION, DATE, ETAG, EXPIRES, SET_COOKIE, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use tokio::sync::OnceCell;

use super::policy::{DATA_VERSION, Policy, SCOPES};
use crate::compression::{self, Coding};

/// Headers of one connection or one response only.
const TRANSIENT: [HeaderName; 12] = [
    AGE,
    CONNECTION,
    CONTENT_LENGTH,
    SET_COOKIE,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    DATA_VERSION,
    SCOPES,
    HeaderName::from_static("server-timing"),
    HeaderName::from_static("x-request-id"),
];

/// What a 304 carries of the page's headers (RFC 9110, 15.4.5).
const NOT_MODIFIED_HEADERS: [HeaderName; 6] = [CACHE_CONTROL, CONTENT_LOCATION, DATE, ETAG, EXPIRES, VARY];

/// A whole answer.
pub struct Page {
    /// The data's version; see the module's first lines.
    pub version: String,
    /// The scopes that the version is of, where the guest named some.
    pub scopes: Option<String>,
    /// Request headers that it depends on.
    pub vary: Vec<HeaderName>,
    /// Whether it may be sent compressed.
    pub is_compressible: bool,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    coded: [OnceCell<Option<Bytes>>; 2],
    stored_at: Instant,
    lifetime: Duration,
}

impl Page {
    /// Takes over a guest's response; its headers are complete but for what the host adds to every response.
    pub fn new(status: StatusCode, mut headers: HeaderMap, body: Bytes, policy: Policy, is_compressible: bool) -> Self {
        for name in TRANSIENT {
            headers.remove(name);
        }
        if !headers.contains_key(DATE) {
            headers.typed_insert(Date::from(SystemTime::now()));
        }
        Self {
            version: policy.version,
            scopes: policy.scopes,
            vary: policy.vary,
            is_compressible,
            status,
            headers,
            body,
            coded: Default::default(),
            stored_at: Instant::now(),
            lifetime: policy.lifetime,
        }
    }

    /// True until its lifetime has ended.
    pub fn is_fresh(&self) -> bool {
        self.stored_at.elapsed() < self.lifetime
    }

    /// The whole response, in `coding` where that can be made.
    pub async fn response(&self, coding: Option<Coding>) -> Response<Bytes> {
        let coded = match coding {
            Some(coding) => self.coded(coding).await.map(|body| (coding, body)),
            None => None,
        };
        let mut headers = self.headers.clone();
        let body = match coded {
            Some((coding, body)) => {
                compression::mark(&mut headers, coding);
                body
            }
            None => self.body.clone(),
        };
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        headers.insert(AGE, HeaderValue::from(self.stored_at.elapsed().as_secs()));
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = headers;
        response
    }

    /// True when the client says that it has this page.
    pub fn is_known(&self, if_none_match: &IfNoneMatch) -> bool {
        let tag = self.headers.typed_get::<headers::ETag>();
        self.status == StatusCode::OK && tag.is_some_and(|tag| !if_none_match.precondition_passes(&tag))
    }

    /// The response to a client that has the page.
    pub fn not_modified(&self, coding: Option<Coding>) -> Response<Bytes> {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        let headers = response.headers_mut();
        for name in NOT_MODIFIED_HEADERS {
            for value in self.headers.get_all(&name) {
                headers.append(name.clone(), value.clone());
            }
        }
        if coding.is_some() {
            compression::weaken_tag(headers);
        }
        headers.insert(AGE, HeaderValue::from(self.stored_at.elapsed().as_secs()));
        response
    }

    /// Each coding is made once. A failure (no memory, no thread) is remembered as well: then the page is sent plain.
    async fn coded(&self, coding: Coding) -> Option<Bytes> {
        let cell = match coding {
            Coding::Brotli => &self.coded[0],
            Coding::Gzip => &self.coded[1],
        };
        let encode = || compression::encode_or_log(self.body.clone(), coding);
        cell.get_or_init(encode).await.clone()
    }

    /// About how many bytes it takes, the forms included that may yet be made: for text they are smaller together
    /// than the page itself.
    pub fn weight(&self) -> usize {
        let headers: usize = self.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 64).sum();
        let bodies = if self.is_compressible { 2 * self.body.len() } else { self.body.len() };
        size_of::<Self>() + headers + bodies + self.scopes.as_ref().map_or(0, String::len)
    }
}
