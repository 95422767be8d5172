//! Response bodies: timed, and holding the component's permit until they end.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use http_body_util::Full;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Sleep;
use wasmtime_wasi_http::{Error, WasiBody};

use crate::runtime::InFlightRequest;

/// A response's body.
pub enum ResponseBody {
    /// Bytes that the host holds.
    Whole(Full<Bytes>),
    /// What a guest sends.
    Guest(GuestBody),
}

/// A guest's body, under a time limit.
pub struct GuestBody {
    inner: WasiBody,
    limit: Duration,
    sleep: Option<Pin<Box<Sleep>>>,
    in_flight: Arc<InFlightRequest>,
    _permit: OwnedSemaphorePermit,
}

impl GuestBody {
    /// `limit` runs from the first time that the guest keeps the client waiting.
    pub fn new(
        inner: WasiBody,
        limit: Duration,
        in_flight: Arc<InFlightRequest>,
        permit: OwnedSemaphorePermit,
    ) -> Self {
        Self { inner, limit, sleep: None, in_flight, _permit: permit }
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let request_id = &*self.in_flight.request_id;
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) {
            // Without a length, the end of what a failed instance sent looks like the end of the response.
            let frame = match frame {
                None if self.in_flight.is_cut_off() => Some(Err(Error::HttpResponseIncomplete)),
                frame => frame,
            };
            if let Some(Err(error)) = &frame {
                tracing::warn!(request_id, %error, "a response ended early");
            }
            return Poll::Ready(frame);
        }
        let limit = self.limit;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
        ready!(sleep.as_mut().poll(cx));
        tracing::warn!(request_id, "a response took too long and was cut off");
        Poll::Ready(Some(Err(Error::HttpResponseTimeout)))
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        match &mut *self {
            Self::Whole(body) => Pin::new(body).poll_frame(cx).map_err(|never| match never {}),
            Self::Guest(body) => body.poll(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_end_stream(),
            Self::Guest(body) => body.inner.is_end_stream() && !body.in_flight.is_cut_off(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => body.size_hint(),
            Self::Guest(body) => body.inner.size_hint(),
        }
    }
}
