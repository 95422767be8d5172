//! Request bodies: counted against the route's limit, held to a least rate, and received before a component is called.
//!
//! A client that sends slowly must not hold one of the component's places. So up to [`BUFFERED_BYTES`] are received
//! first, whatever length is declared or none. Only a larger body reaches the component while it is still arriving.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame, SizeHint};
use http_body_util::{BodyExt, Full};
use tokio::time::Sleep;
use wasmtime_wasi_http::{Error, WasiBody};

/// Bytes that are received before a component is called.
const BUFFERED_BYTES: usize = 64 << 10;
/// Time for which a client may be slower than the least rate.
const GRACE: Duration = Duration::from_secs(5);

/// Why a body was not received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyError {
    /// It is larger than the route allows.
    TooLarge,
    /// The client took too long.
    TooSlow,
    /// The client went away, or what it sent is not sound.
    Broken,
}

/// Bounds of one body.
#[derive(Debug, Clone, Copy)]
pub struct BodyBounds {
    /// Largest body.
    pub bytes: u64,
    /// Time for the part that is received before the component is called.
    pub time: Duration,
    /// Least rate.
    pub bytes_per_second: u64,
}

/// A request's body that ends with an error when it is too large or too slow.
pub struct LimitedBody<B> {
    inner: B,
    bounds: BodyBounds,
    received: u64,
    /// Time spent waiting for the client; the time in which a guest does not read is not the client's.
    waited: Duration,
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
    error: Arc<OnceLock<BodyError>>,
}

impl<B> LimitedBody<B> {
    /// Holds `inner` to `bounds`. Whoever reads it finds in `error` why it ended early.
    pub fn new(inner: B, bounds: BodyBounds, error: Arc<OnceLock<BodyError>>) -> Self {
        Self { inner, bounds, received: 0, waited: Duration::ZERO, waiting: None, error }
    }

    fn fail(&self, error: BodyError) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let error = *self.error.get_or_init(|| error);
        Poll::Ready(Some(Err(match error {
            BodyError::TooLarge => Error::HttpRequestBodySize(None),
            BodyError::TooSlow => Error::ConnectionReadTimeout,
            BodyError::Broken => Error::HttpProtocolError,
        })))
    }

    /// How much longer the client may take for its next bytes.
    fn patience(&self) -> Duration {
        let seconds = self.received as f64 / self.bounds.bytes_per_second.max(1) as f64;
        (GRACE.min(self.bounds.time) + Duration::from_secs_f64(seconds)).saturating_sub(self.waited)
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for LimitedBody<B> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) else {
            let patience = self.patience();
            let (_, sleep) =
                self.waiting.get_or_insert_with(|| (Instant::now(), Box::pin(tokio::time::sleep(patience))));
            ready!(sleep.as_mut().poll(cx));
            return self.fail(BodyError::TooSlow);
        };
        if let Some((since, _)) = self.waiting.take() {
            self.waited += since.elapsed();
        }
        match frame {
            Some(Ok(frame)) => {
                self.received += frame.data_ref().map_or(0, |data| data.len() as u64);
                if self.received > self.bounds.bytes {
                    return self.fail(BodyError::TooLarge);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Some(Err(_)) => self.fail(BodyError::Broken),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// Receives a body, or the beginning of a large one, and makes of it what the component gets.
pub async fn receive<B>(mut body: LimitedBody<B>) -> Result<WasiBody, BodyError>
where
    B: Body<Data = Bytes> + Send + Unpin + 'static,
{
    let mut buffered = BytesMut::new();
    let deadline = tokio::time::Instant::now() + body.bounds.time;
    while buffered.len() < BUFFERED_BYTES && !body.is_end_stream() {
        match tokio::time::timeout_at(deadline, body.frame()).await {
            Ok(Some(Ok(frame))) => buffered.extend(frame.into_data().ok()),
            Ok(Some(Err(_))) => return Err(body.error.get().copied().unwrap_or(BodyError::Broken)),
            Ok(None) => break,
            Err(_) => return Err(BodyError::TooSlow),
        }
    }
    let buffered = Full::new(buffered.freeze());
    if buffered.size_hint().lower() < BUFFERED_BYTES as u64 || body.is_end_stream() {
        return Ok(buffered.map_err(|never| match never {}).boxed_unsync());
    }
    Ok(Continued { buffered, rest: body }.boxed_unsync())
}

/// A large body: what was received before the component was called, and then the rest.
struct Continued<B> {
    buffered: Full<Bytes>,
    rest: B,
}

impl<B: Body<Data = Bytes, Error = Error> + Unpin> Body for Continued<B> {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        match ready!(Pin::new(&mut self.buffered).poll_frame(cx)) {
            Some(Ok(frame)) => Poll::Ready(Some(Ok(frame))),
            Some(Err(never)) => match never {},
            None => Pin::new(&mut self.rest).poll_frame(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.buffered.is_end_stream() && self.rest.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (buffered, rest) = (self.buffered.size_hint().lower(), self.rest.size_hint());
        let mut hint = SizeHint::new();
        hint.set_lower(buffered + rest.lower());
        if let Some(upper) = rest.upper() {
            hint.set_upper(buffered + upper);
        }
        hint
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream::{self, StreamExt};
    use http_body_util::StreamBody;

    use super::*;

    const BOUNDS: BodyBounds =
        BodyBounds { bytes: 200 << 10, time: Duration::from_secs(60), bytes_per_second: 1 << 10 };

    /// Receives `count` chunks of `size` bytes with a pause before each; returns the length of what arrives.
    async fn received(bounds: BodyBounds, count: usize, size: usize, pause: Duration) -> Result<usize, BodyError> {
        let chunks = stream::iter(0..count).then(move |_| async move {
            tokio::time::sleep(pause).await;
            Ok::<_, Infallible>(Frame::data(Bytes::from(vec![b'x'; size])))
        });
        let error = Arc::new(OnceLock::new());
        let body = LimitedBody::new(StreamBody::new(Box::pin(chunks)), bounds, Arc::clone(&error));
        let collected = receive(body).await?.collect().await;
        collected.map(|body| body.to_bytes().len()).map_err(|_| *error.get().unwrap())
    }

    #[tokio::test]
    async fn a_body_arrives_whole_whether_it_is_small_or_large() {
        for (count, size) in [(0, 0), (1, 1), (3, 1_000), (64, 1 << 10), (65, 1 << 10), (2, 100 << 10)] {
            assert_eq!(received(BOUNDS, count, size, Duration::ZERO).await, Ok(count * size), "{count} of {size}");
        }
    }

    #[tokio::test]
    async fn a_body_larger_than_the_limit_is_refused() {
        assert_eq!(received(BOUNDS, 3, 100 << 10, Duration::ZERO).await, Err(BodyError::TooLarge));
        let small = BodyBounds { bytes: 10, ..BOUNDS };
        assert_eq!(received(small, 11, 1, Duration::ZERO).await, Err(BodyError::TooLarge));
    }

    #[tokio::test]
    async fn a_slow_body_is_refused_before_and_after_the_buffered_part() {
        let pause = Duration::from_millis(20);
        let deadline = BodyBounds { time: Duration::from_millis(300), ..BOUNDS };
        assert_eq!(received(deadline, 1_000, 1, pause).await, Err(BodyError::TooSlow), "the deadline");
        assert_eq!(received(BOUNDS, 2, 70 << 10, pause).await, Ok(140 << 10), "it is fast enough");
        let rate = BodyBounds { bytes_per_second: u64::MAX, time: Duration::from_millis(100), bytes: u64::MAX };
        assert_eq!(received(rate, 1_000, 70 << 10, Duration::from_millis(40)).await, Err(BodyError::TooSlow));
    }
}
