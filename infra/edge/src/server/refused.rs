//! Words for requests that hyper refuses before anybody sees them: it answers those with a status and nothing else.

use super::head;
use super::reply::Refusal;
use super::words::Language;
use bytes::{Buf, Bytes};
use http_body::{Body, Frame, SizeHint};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Whether an answer of this host is under way on a connection: all that hyper writes meanwhile belongs to it, whatever
/// it looks like.
#[derive(Clone, Default)]
pub struct Answering(Arc<AtomicU8>);

impl Answering {
    const NO: u8 = 0;
    const YES: u8 = 1;
    /// hyper has all of the answer, and may not have written it yet.
    const MADE: u8 = 2;

    /// A request was read.
    pub fn begin(&self) {
        self.0.store(Self::YES, Ordering::Relaxed);
    }

    /// A body that is told to have ended once hyper lets go of it.
    pub fn body<B>(self, inner: B) -> Answer<B> {
        Answer { inner, answering: self }
    }

    fn flushed(&self) {
        if self.0.load(Ordering::Relaxed) == Self::MADE {
            self.0.store(Self::NO, Ordering::Relaxed);
        }
    }

    fn is_under_way(&self) -> bool {
        self.0.load(Ordering::Relaxed) != Self::NO
    }
}

/// The body of an answer that is under way.
pub struct Answer<B> {
    inner: B,
    answering: Answering,
}

impl<B> Drop for Answer<B> {
    fn drop(&mut self) {
        self.answering.0.store(Answering::MADE, Ordering::Relaxed);
    }
}

impl<B: Body + Unpin> Body for Answer<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        Pin::new(&mut self.inner).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A stream that writes an answer with words where hyper writes one without.
pub struct Worded<S> {
    stream: S,
    answering: Answering,
    /// What is still to be written of an answer with words.
    answer: Option<Bytes>,
}

impl<S> Worded<S> {
    /// Wraps a client's stream.
    pub fn new(stream: S, answering: Answering) -> Self {
        Self { stream, answering, answer: None }
    }
}

/// The protocol's version and what is refused, if those bytes are the head of a refusal of hyper's.
fn refusal(bytes: &[u8]) -> Option<(&str, Refusal)> {
    let head = std::str::from_utf8(bytes.strip_suffix(b"\r\n\r\n")?).ok()?;
    let (version, rest) = head.split_once(' ')?;
    let refusal = match rest.get(..3)? {
        "400" => Refusal::MALFORMED,
        "414" => Refusal::URL_TOO_LONG,
        "431" => Refusal::HEAD_TOO_LARGE,
        _ => return None,
    };
    matches!(version, "HTTP/1.0" | "HTTP/1.1").then_some((version, refusal))
}

fn answer(version: &str, refusal: Refusal) -> Bytes {
    let id = head::mint();
    tracing::info!(request_id = %id, status = refusal.status.as_u16(), "a request that is not sound HTTP was refused");
    let (status, words) = (refusal.status, refusal.words.in_language(Language::En));
    let body = format!("{words}\nRequest {id}\n");
    let lines = [
        format!("{version} {status}"),
        "content-type: text/plain; charset=utf-8".to_owned(),
        "cache-control: no-store".to_owned(),
        "connection: close".to_owned(),
        format!("{}: {id}", head::REQUEST_ID),
        format!("content-length: {}", body.len()),
    ];
    format!("{}\r\n\r\n{body}", lines.join("\r\n")).into()
}

impl<S: AsyncWrite + Unpin> Worded<S> {
    /// Writes all of the answer, then says that hyper's own was written.
    fn poll_answer(&mut self, cx: &mut Context<'_>, length: usize) -> Poll<io::Result<usize>> {
        while let Some(rest) = &mut self.answer
            && !rest.is_empty()
        {
            match ready!(Pin::new(&mut self.stream).poll_write(cx, rest))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                count => rest.advance(count),
            }
        }
        self.answer = None;
        Poll::Ready(Ok(length))
    }

    /// Whether those bytes are hyper's refusal; then its answer is under way.
    fn replaces(&mut self, bytes: &[u8]) -> bool {
        if self.answer.is_none() && !self.answering.is_under_way() {
            self.answer = refusal(bytes).map(|(version, refusal)| answer(version, refusal));
        }
        self.answer.is_some()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Worded<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Worded<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.replaces(bytes) {
            return self.poll_answer(cx, bytes.len());
        }
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let [head] = slices
            && self.replaces(head)
        {
            return self.poll_answer(cx, head.len());
        }
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// hyper flushes when it has written all that it has.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.answering.flushed();
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::Empty;
    use tokio::io::AsyncWriteExt;

    const BARE: &[u8] = b"HTTP/1.0 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

    #[tokio::test]
    async fn only_what_hyper_says_by_itself_gets_words() {
        let answering = Answering::default();
        let mut stream = Worded::new(Vec::new(), answering.clone());
        answering.begin();
        stream.write_all(BARE).await.unwrap();
        stream.flush().await.unwrap();
        stream.write_all(BARE).await.unwrap();
        drop(answering.clone().body(Empty::<Bytes>::new()));
        stream.write_all(BARE).await.unwrap();
        assert_eq!(stream.stream, BARE.repeat(3), "an answer may hold such bytes");
        stream.stream.clear();
        stream.flush().await.unwrap();
        stream.write_all(BARE).await.unwrap();
        let worded = String::from_utf8(stream.stream).unwrap();
        assert!(worded.starts_with("HTTP/1.0 400 Bad Request\r\n"), "{worded}");
        assert!(worded.contains("The request is malformed."), "{worded}");
    }
}
