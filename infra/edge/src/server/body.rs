//! Bodies on their way in (counted against the limit) and out (timed, and keeping a place in the pool).

use crate::runtime::Visit;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Sleep;
use wasmtime_wasi_http::{Error, WasiBody};

/// Bodies up to this size are received before a component is asked.
const SMALL_BYTES: u64 = 64 << 10;

/// A request's body that ends with an error once it is larger than allowed.
pub struct Limited {
    inner: hyper::body::Incoming,
    left: u64,
    too_large: Arc<AtomicBool>,
}

impl Limited {
    /// Allows `limit` bytes; the flag tells when there were more.
    pub fn new(inner: hyper::body::Incoming, limit: u64, too_large: Arc<AtomicBool>) -> Self {
        Self { inner, left: limit, too_large }
    }
}

/// Why a small body did not come.
pub enum Unreceived {
    /// The client took too long.
    Late,
    /// It went away, or what it sent is not sound.
    Broken,
}

/// What a component gets of a body that declares `length` bytes: all of a small one, received in `time`, since a client
/// that sends slowly must not hold a place of the component's; else what comes, as it comes.
pub async fn receive(body: Limited, length: Option<u64>, time: Duration) -> Result<WasiBody, Unreceived> {
    if !length.is_some_and(|length| (1..=SMALL_BYTES).contains(&length)) {
        return Ok(body.boxed_unsync());
    }
    let collected = tokio::time::timeout(time, body.collect()).await.map_err(|_| Unreceived::Late)?;
    let bytes = collected.map_err(|_| Unreceived::Broken)?.to_bytes();
    Ok(Full::new(bytes).map_err(|never| match never {}).boxed_unsync())
}

impl Body for Limited {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let frame = match std::task::ready!(Pin::new(&mut self.inner).poll_frame(cx)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(Error::from(error)))),
            None => return Poll::Ready(None),
        };
        let size = frame.data_ref().map_or(0, |data| data.len() as u64);
        let Some(left) = self.left.checked_sub(size) else {
            self.too_large.store(true, Ordering::Relaxed);
            return Poll::Ready(Some(Err(Error::HttpRequestBodySize(None))));
        };
        self.left = left;
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// An answer's body.
pub enum Reply {
    /// The host's own words.
    Own(Full<Bytes>),
    /// What a guest sends.
    Guest(GuestBody),
}

/// A guest's body, under a time limit.
pub struct GuestBody {
    inner: WasiBody,
    limit: Duration,
    sleep: Option<Pin<Box<Sleep>>>,
    visit: Arc<Visit>,
    _permit: OwnedSemaphorePermit,
}

impl GuestBody {
    /// `limit` runs from the first time that the guest keeps the client waiting.
    pub fn new(inner: WasiBody, limit: Duration, visit: Arc<Visit>, permit: OwnedSemaphorePermit) -> Self {
        Self { inner, limit, sleep: None, visit, _permit: permit }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) {
            // Without a length, the end of what a failed instance sent looks like the end of the answer.
            let frame = match frame {
                None if self.visit.is_cut_off() => Some(Err(Error::HttpResponseIncomplete)),
                frame => frame,
            };
            if let Some(Err(error)) = &frame {
                tracing::warn!(request_id = &*self.visit.request_id, %error, "an answer ended early");
            }
            return Poll::Ready(frame);
        }
        let limit = self.limit;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        std::task::ready!(sleep.as_mut().poll(cx));
        tracing::warn!(request_id = &*self.visit.request_id, "an answer took too long and was cut off");
        Poll::Ready(Some(Err(Error::HttpResponseTimeout)))
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        match &mut *self {
            Self::Own(body) => Pin::new(body).poll_frame(cx).map_err(|never| match never {}),
            Self::Guest(body) => body.poll(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Own(body) => body.is_end_stream(),
            Self::Guest(body) => body.inner.is_end_stream() && !body.visit.is_cut_off(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Own(body) => body.size_hint(),
            Self::Guest(body) => body.inner.size_hint(),
        }
    }
}
