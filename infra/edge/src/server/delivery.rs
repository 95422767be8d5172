//! What stands between a guest's response and its client: the page cache, compression, and `If-None-Match`.

use std::sync::Arc;

use bytes::Bytes;
use headers::{HeaderMapExt, IfNoneMatch};
use http::header::{AGE, CONTENT_LENGTH};
use http::{HeaderValue, Method, Response, StatusCode, request, response};
use http_body_util::{BodyExt, Full};
use wasmtime_wasi_http::Error;

use super::head;
use super::refusal::Refusal;
use super::response_body::ResponseBody;
use crate::compression::{self, Accepted, Coding};
use crate::page_cache::{self, DATA_VERSION, DataVersion, Lookup, Page, PageCache, SCOPES};

/// Whole responses up to this size are read from their guest before they are sent: a client that reads slowly must
/// not hold one of the component's places.
const SMALL_BYTES: u64 = 1 << 20;

/// The host's part in every response.
pub struct Delivery {
    /// The page cache, unless it is off.
    pub cache: Option<PageCache>,
    /// Whether texts are compressed.
    pub compression: bool,
}

/// What the response will depend on, remembered while the guest works.
pub struct Exchange {
    method: Method,
    accepted: Accepted,
    if_none_match: Option<IfNoneMatch>,
    lookup: Option<Lookup>,
    /// Whether a cached page may answer, and the response may be cached.
    is_cacheable: bool,
}

impl Delivery {
    /// Reads a prepared head.
    pub fn begin(&self, target: usize, parts: &request::Parts, version: Option<&Arc<DataVersion>>) -> Exchange {
        let accepted = if self.compression { Accepted::read(&parts.headers) } else { Accepted::default() };
        let version = version.filter(|_| self.cache.is_some());
        Exchange {
            method: parts.method.clone(),
            accepted,
            if_none_match: parts.headers.typed_get(),
            lookup: version.map(|version| Lookup::new(target, &parts.uri, &parts.headers, version)),
            is_cacheable: page_cache::is_cacheable(parts),
        }
    }

    /// The response from the page cache, where it has one.
    pub async fn cached(&self, exchange: &Exchange) -> Option<Response<ResponseBody>> {
        let cache = self.cache.as_ref()?;
        let page = cache.find(exchange.lookup.as_ref().filter(|_| exchange.is_cacheable)?).await?;
        let coding = exchange.coding(page.is_compressible);
        let is_known = exchange.if_none_match.as_ref().is_some_and(|tags| page.is_known(tags));
        let response = if is_known {
            cache.count_not_modified();
            page.not_modified(coding)
        } else {
            page.response(coding).await
        };
        Some(response.map(whole_body))
    }

    /// Caches and compresses a guest's response, as far as its head allows.
    pub async fn finish(
        &self,
        exchange: Exchange,
        response: Response<ResponseBody>,
    ) -> Result<Response<ResponseBody>, Refusal> {
        let (mut parts, body) = response.into_parts();
        self.invalidate_changed(&exchange, parts.status);
        let length = head::content_length(&parts.headers);
        let cacheable = exchange.lookup.as_ref().filter(|_| exchange.is_cacheable && exchange.method == Method::GET);
        let policy = cacheable.and_then(|_| page_cache::policy(&parts, length));
        parts.headers.remove(DATA_VERSION);
        parts.headers.remove(SCOPES);
        if parts.status == StatusCode::NOT_MODIFIED && self.compression {
            compression::add_vary(&mut parts.headers);
            return Ok(Response::from_parts(parts, body));
        }
        let suits = |length| compression::suits(parts.status, &parts.headers, length);
        let is_compressible = self.compression && length.is_some_and(suits);
        if is_compressible {
            compression::add_vary(&mut parts.headers);
        }
        let coding = exchange.coding(is_compressible);
        if exchange.method == Method::HEAD {
            // The guest may have left the body out, so how long it would be is not known.
            coding.into_iter().for_each(|coding| compression::mark(&mut parts.headers, coding));
            return Ok(Response::from_parts(parts, body));
        }
        let is_small = parts.status != StatusCode::NOT_MODIFIED && length.is_some_and(|length| length <= SMALL_BYTES);
        if policy.is_none() && coding.is_none() && !is_small {
            return Ok(Response::from_parts(parts, body));
        }
        let (body, has_trailers) = collect(body, length).await?;
        if let (Some(cache), Some(lookup), Some(policy), false) = (&self.cache, cacheable, policy, has_trailers) {
            let response::Parts { status, headers, .. } = parts;
            let page = Arc::new(Page::new(status, headers, body, policy, is_compressible));
            cache.insert(lookup, Arc::clone(&page));
            let mut response = page.response(coding).await.map(whole_body);
            response.headers_mut().remove(AGE);
            return Ok(response);
        }
        Ok(compressed(parts, body, coding).await)
    }

    /// A page whose address was written to is made anew (RFC 9111, 4.4).
    fn invalidate_changed(&self, exchange: &Exchange, status: StatusCode) {
        let changes = !exchange.method.is_safe() && (status.is_success() || status.is_redirection());
        if let (Some(cache), Some(lookup), true) = (&self.cache, &exchange.lookup, changes) {
            cache.invalidate(lookup);
        }
    }
}

impl Exchange {
    fn coding(&self, is_compressible: bool) -> Option<Coding> {
        if is_compressible { self.accepted.best() } else { None }
    }
}

/// Reads a body to its end; wasmtime-wasi-http holds guests to the length that they declare. The head is not yet
/// sent, so a response that breaks off can still become a clean error.
async fn collect(body: ResponseBody, length: Option<u64>) -> Result<(Bytes, bool), Refusal> {
    let collected = body.collect().await.map_err(|error| match error {
        Error::HttpResponseTimeout => Refusal::TIMED_OUT,
        _ => Refusal::INTERNAL_ERROR,
    })?;
    let has_trailers = collected.trailers().is_some_and(|trailers| !trailers.is_empty());
    let body = collected.to_bytes();
    if length.is_some_and(|length| length != body.len() as u64) {
        return Err(Refusal::INTERNAL_ERROR);
    }
    Ok((body, has_trailers))
}

async fn compressed(mut parts: response::Parts, body: Bytes, coding: Option<Coding>) -> Response<ResponseBody> {
    let mut sent = body.clone();
    if let Some(coding) = coding
        && let Some(encoded) = compression::encode_or_log(body, coding).await
    {
        compression::mark(&mut parts.headers, coding);
        sent = encoded;
    }
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(sent.len()));
    Response::from_parts(parts, whole_body(sent))
}

fn whole_body(body: Bytes) -> ResponseBody {
    ResponseBody::Whole(Full::new(body))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::Semaphore;

    use super::super::response_body::GuestBody;
    use super::*;
    use crate::runtime::InFlightRequest;

    /// Whether the permit is back before a client has read any of a response with that `length`.
    async fn check(length: Option<&str>, expect: bool) {
        let places = Arc::new(Semaphore::new(1));
        let permit = Arc::clone(&places).try_acquire_owned().unwrap();
        let in_flight = InFlightRequest::new(Arc::from("a"));
        let body = Full::new(Bytes::from("picture")).map_err(|never| match never {}).boxed_unsync();
        let body = ResponseBody::Guest(GuestBody::new(body, Duration::from_secs(1), in_flight, permit));
        let mut response = Response::new(body);
        if let Some(length) = length {
            response.headers_mut().insert(CONTENT_LENGTH, length.parse().unwrap());
        }
        let delivery = Delivery { cache: None, compression: false };
        let (request, ()) = http::Request::get("/").body(()).unwrap().into_parts();
        let exchange = delivery.begin(0, &request, None);
        let answer = delivery.finish(exchange, response).await.unwrap();
        assert_eq!(places.available_permits() == 1, expect, "{length:?}");
        assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), "picture");
    }

    #[tokio::test]
    async fn a_small_whole_answer_holds_no_place_while_it_is_sent() {
        check(Some("7"), true).await;
        check(Some("1048577"), false).await;
        check(None, false).await;
    }
}
