//! What stands between a guest's answer and its client: the page cache, compression, and `If-None-Match`.

use super::body::Reply;
use super::head;
use super::reply::Refusal;
use crate::compression::{self, Accepted, Coding, KnownTags};
use crate::page_cache::{self, DATA_VERSION, DataVersion, Lookup, Page, PageCache};
use bytes::Bytes;
use http::header::{AGE, CONTENT_LENGTH};
use http::{HeaderValue, Method, Response, StatusCode, request, response};
use http_body_util::{BodyExt, Full};
use std::sync::Arc;
use wasmtime_wasi_http::Error;

/// Whole answers up to this size are taken from their guest before they are sent: a client that reads slowly must not
/// hold a place of the component's.
const SMALL_BYTES: u64 = 1 << 20;

/// The host's part in every answer.
pub struct Delivery {
    /// Kept pages, where there are any.
    pub cache: Option<PageCache>,
    /// Whether texts are compressed.
    pub compression: bool,
}

/// What is remembered of a request while its guest works.
pub struct Exchange {
    method: Method,
    accepted: Accepted,
    known: KnownTags,
    lookup: Option<Lookup>,
    /// Whether a kept page may answer, and the answer may be kept.
    may_be_asked: bool,
}

impl Delivery {
    /// Reads from a prepared head what the answer will depend on, and maps the client's tags to the guest's.
    pub fn begin(&self, target: usize, parts: &mut request::Parts, version: Option<&Arc<DataVersion>>) -> Exchange {
        let accepted = if self.compression { Accepted::read(&parts.headers) } else { Accepted::default() };
        let known = KnownTags::take(&mut parts.headers, accepted);
        let version = version.filter(|_| self.cache.is_some());
        Exchange {
            method: parts.method.clone(),
            accepted,
            known,
            lookup: version.map(|version| Lookup::new(target, &parts.uri, &parts.headers, version)),
            may_be_asked: page_cache::may_be_asked(parts),
        }
    }

    /// The answer without a guest, where there is one.
    pub async fn kept_answer(&self, exchange: &Exchange) -> Option<Response<Reply>> {
        let cache = self.cache.as_ref()?;
        let page = cache.find(exchange.lookup.as_ref().filter(|_| exchange.may_be_asked)?).await?;
        let coding = exchange.coding(page.is_compressible);
        let known = page.etag().and_then(|tag| exchange.known.find(tag, coding));
        let answer = match known.filter(|_| page.status() == StatusCode::OK) {
            Some(tag) => {
                cache.was_known();
                page.not_modified(tag)
            }
            None => page.answer(coding).await,
        };
        Some(answer.map(own))
    }

    /// Keeps and compresses what a guest answered, as far as its head allows.
    pub async fn finish(&self, exchange: Exchange, response: Response<Reply>) -> Result<Response<Reply>, Refusal> {
        let (mut parts, body) = response.into_parts();
        self.forget_changed(&exchange, parts.status);
        let length = head::content_length(&parts.headers);
        let keeps = exchange.lookup.as_ref().filter(|_| exchange.may_be_asked && exchange.method == Method::GET);
        let terms = keeps.and_then(|_| page_cache::terms(&parts, length));
        parts.headers.remove(DATA_VERSION);
        if parts.status == StatusCode::NOT_MODIFIED && self.compression {
            exchange.known.rename(&mut parts.headers);
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
        if terms.is_none() && coding.is_none() && !is_small {
            return Ok(Response::from_parts(parts, body));
        }
        let (body, has_trailers) = whole(body, length).await?;
        if let (Some(cache), Some(lookup), Some(terms), false) = (&self.cache, keeps, terms, has_trailers) {
            let response::Parts { status, headers, .. } = parts;
            let page = Arc::new(Page::new(status, headers, body, terms, is_compressible));
            cache.keep(lookup, Arc::clone(&page));
            let mut answer = page.answer(coding).await.map(own);
            answer.headers_mut().remove(AGE);
            return Ok(answer);
        }
        Ok(compressed(parts, body, coding).await)
    }

    /// An address that was written to is read anew (RFC 9111, 4.4).
    fn forget_changed(&self, exchange: &Exchange, status: StatusCode) {
        let changes = !exchange.method.is_safe() && (status.is_success() || status.is_redirection());
        if let (Some(cache), Some(lookup), true) = (&self.cache, &exchange.lookup, changes) {
            cache.forget(lookup);
        }
    }
}

impl Exchange {
    fn coding(&self, is_compressible: bool) -> Option<Coding> {
        if is_compressible { self.accepted.best() } else { None }
    }
}

/// Reads a body to its end; wasmtime-wasi-http holds guests to the length that they declare. The head is not yet
/// sent, so an answer that breaks off can still be a clean error.
async fn whole(body: Reply, length: Option<u64>) -> Result<(Bytes, bool), Refusal> {
    let collected = body.collect().await.map_err(|error| match error {
        Error::HttpResponseTimeout => Refusal::LATE,
        _ => Refusal::BROKEN_OFF,
    })?;
    let has_trailers = collected.trailers().is_some_and(|trailers| !trailers.is_empty());
    let body = collected.to_bytes();
    if length.is_some_and(|length| length != body.len() as u64) {
        return Err(Refusal::BROKEN_OFF);
    }
    Ok((body, has_trailers))
}

async fn compressed(mut parts: response::Parts, body: Bytes, coding: Option<Coding>) -> Response<Reply> {
    let mut sent = body.clone();
    if let Some(coding) = coding
        && let Some(encoded) = compression::encode_or_log(body, coding).await
    {
        compression::mark(&mut parts.headers, coding);
        sent = encoded;
    }
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(sent.len()));
    Response::from_parts(parts, own(sent))
}

fn own(body: Bytes) -> Reply {
    Reply::Own(Full::new(body))
}

#[cfg(test)]
mod tests {
    use super::super::body::GuestBody;
    use super::*;
    use crate::runtime::Visit;
    use std::time::Duration;
    use tokio::sync::Semaphore;

    /// Whether a place is free before a client has read any of an answer with that `length`.
    async fn check(length: Option<&str>, expect: bool) {
        let places = Arc::new(Semaphore::new(1));
        let permit = Arc::clone(&places).try_acquire_owned().unwrap();
        let visit = Visit::new(Arc::from("a"), Arc::default());
        let body = Full::new(Bytes::from("picture")).map_err(|never| match never {}).boxed_unsync();
        let body = Reply::Guest(GuestBody::new(body, Duration::from_secs(1), visit, permit));
        let mut response = Response::new(body);
        if let Some(length) = length {
            response.headers_mut().insert(CONTENT_LENGTH, length.parse().unwrap());
        }
        let delivery = Delivery { cache: None, compression: false };
        let (mut request, ()) = http::Request::get("/").body(()).unwrap().into_parts();
        let exchange = delivery.begin(0, &mut request, None);
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
