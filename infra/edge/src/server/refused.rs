//! Words for requests that hyper refuses before anybody sees them: it answers those with a status and nothing else.

use super::head;
use super::reply::Refusal;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// A stream that writes an answer with words where hyper writes one without.
pub struct Worded<S> {
    stream: S,
    /// The answer with words, and how much of it is written.
    answer: Option<(Vec<u8>, usize)>,
}

impl<S> Worded<S> {
    /// Wraps a client's stream.
    pub fn new(stream: S) -> Self {
        Self { stream, answer: None }
    }
}

/// What hyper refuses with those bytes, if they are a refusal of its own: a head with none of the headers that every
/// answer of a component or of this host has, such as the request's id.
fn refusal(bytes: &[u8]) -> Option<Refusal> {
    let head = bytes.strip_prefix(b"HTTP/1.1 4")?.strip_suffix(b"\r\n\r\n")?;
    let mut lines = std::str::from_utf8(head).ok()?.split("\r\n");
    let refusal = match lines.next()?.get(..2)? {
        "00" => Refusal::MALFORMED,
        "14" => Refusal::URL_TOO_LONG,
        "31" => Refusal::HEAD_TOO_LARGE,
        _ => return None,
    };
    let is_bare =
        lines.all(|line| matches!(line, "content-length: 0" | "connection: close") || line.starts_with("date: "));
    is_bare.then_some(refusal)
}

fn answer(refusal: Refusal) -> Vec<u8> {
    let id = head::mint();
    tracing::info!(request_id = %id, status = refusal.status.as_u16(), "a request that is not sound HTTP was refused");
    let Refusal { status, words } = refusal;
    let body = format!("{words}\nRequest {id}\n");
    let reason = status.canonical_reason().unwrap_or_default();
    let lines = [
        format!("HTTP/1.1 {} {reason}", status.as_u16()),
        "content-type: text/plain; charset=utf-8".to_owned(),
        "cache-control: no-store".to_owned(),
        "connection: close".to_owned(),
        format!("{}: {id}", head::REQUEST_ID),
        format!("content-length: {}", body.len()),
    ];
    format!("{}\r\n\r\n{body}", lines.join("\r\n")).into_bytes()
}

impl<S: AsyncWrite + Unpin> Worded<S> {
    /// Writes all of the answer, then says that hyper's own was written.
    fn poll_answer(&mut self, cx: &mut Context<'_>, length: usize) -> Poll<io::Result<usize>> {
        while let Some((answer, written)) = &mut self.answer {
            if *written == answer.len() {
                self.answer = None;
                break;
            }
            let count = ready!(Pin::new(&mut self.stream).poll_write(cx, &answer[*written..]))?;
            if count == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            *written += count;
        }
        Poll::Ready(Ok(length))
    }

    /// Whether those bytes are hyper's refusal; then its answer is under way.
    fn replaces(&mut self, bytes: &[u8]) -> bool {
        if self.answer.is_none() {
            self.answer = refusal(bytes).map(|refusal| (answer(refusal), 0));
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

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
