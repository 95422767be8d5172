//! One kept page and the answers made of it.

use super::policy::{DATA_VERSION, Terms};
use crate::compression::{self, Coding};
use bytes::Bytes;
use http::header::{
    AGE, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_LOCATION, DATE, ETAG, EXPIRES, SET_COOKIE, TE, TRAILER,
    TRANSFER_ENCODING, UPGRADE, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use std::time::{Duration, Instant, SystemTime};
use tokio::sync::OnceCell;

/// Headers of one connection or one answer only.
const PASSING: [HeaderName; 11] = [
    AGE,
    CONNECTION,
    CONTENT_LENGTH,
    SET_COOKIE,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
    DATA_VERSION,
    HeaderName::from_static("server-timing"),
    HeaderName::from_static("x-request-id"),
];

/// What a 304 carries of the page's headers (RFC 9110, 15.4.5).
const OF_A_304: [HeaderName; 6] = [CACHE_CONTROL, CONTENT_LOCATION, DATE, ETAG, EXPIRES, VARY];

/// A whole answer.
pub struct Page {
    /// The data's version; see the module's first lines.
    pub version: i64,
    /// Request headers that it depends on.
    pub vary: Vec<HeaderName>,
    /// Whether it may be sent compressed.
    pub is_compressible: bool,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    coded: [OnceCell<Option<Bytes>>; 2],
    kept_at: Instant,
    lifetime: Duration,
}

impl Page {
    /// Takes over a guest's answer; its headers are complete but for what the host adds to every answer.
    pub fn new(status: StatusCode, mut headers: HeaderMap, body: Bytes, terms: Terms, is_compressible: bool) -> Self {
        for name in PASSING {
            headers.remove(name);
        }
        let now = || HeaderValue::try_from(httpdate::fmt_http_date(SystemTime::now()));
        if !headers.contains_key(DATE)
            && let Ok(now) = now()
        {
            headers.insert(DATE, now);
        }
        Self {
            version: terms.version,
            vary: terms.vary,
            is_compressible,
            status,
            headers,
            body,
            coded: Default::default(),
            kept_at: Instant::now(),
            lifetime: terms.lifetime,
        }
    }

    /// True until its lifetime has ended.
    pub fn is_fresh(&self) -> bool {
        self.kept_at.elapsed() < self.lifetime
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Its own tag, without a coding's suffix.
    pub fn etag(&self) -> Option<&HeaderValue> {
        self.headers.get(ETAG)
    }

    /// The whole answer, in `coding` where that can be made.
    pub async fn answer(&self, coding: Option<Coding>) -> Response<Bytes> {
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
        headers.insert(AGE, HeaderValue::from(self.kept_at.elapsed().as_secs()));
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = headers;
        response
    }

    /// The answer to a client that has the page under `tag`.
    pub fn not_modified(&self, tag: HeaderValue) -> Response<Bytes> {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        let headers = response.headers_mut();
        for name in OF_A_304 {
            for value in self.headers.get_all(&name) {
                headers.append(name.clone(), value.clone());
            }
        }
        headers.insert(ETAG, tag);
        headers.insert(AGE, HeaderValue::from(self.kept_at.elapsed().as_secs()));
        response
    }

    /// Each coding is made once. A failure (no memory, no thread) is kept as well: then the page is sent plain.
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
        size_of::<Self>() + headers + bodies
    }
}
