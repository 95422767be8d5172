//! HTTP as bytes on a connection: for requests that no HTTP client would send.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::OwnedReadHalf;
use tokio::time::timeout;

use crate::page::Page;

/// Longest wait for an answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);

/// Sends the bytes of one request and reads the answer until it is complete or the host closes the connection.
///
/// # Errors
/// When no answer arrives in time, when it is not HTTP, or when the connection is closed without one.
pub async fn send(address: SocketAddr, request: &[u8]) -> Result<Page> {
    Exchange::begin(address, &[]).await?.finish(request).await
}

/// A request of which only the first part has been sent.
#[derive(Debug)]
pub struct Exchange {
    stream: TcpStream,
}

impl Exchange {
    /// Opens a connection and sends the first part of a request.
    ///
    /// # Errors
    /// When the host does not accept it.
    pub async fn begin(address: SocketAddr, first: &[u8]) -> Result<Self> {
        let mut stream = TcpStream::connect(address).await.context("connecting")?;
        stream.set_nodelay(true)?;
        stream.write_all(first).await.context("sending")?;
        Ok(Self { stream })
    }

    /// Sends the rest and reads the answer.
    ///
    /// # Errors
    /// As [`send`].
    pub async fn finish(self, rest: &[u8]) -> Result<Page> {
        let (mut reader, mut writer) = self.stream.into_split();
        let rest = rest.to_vec();
        // A host that refuses a request may close the connection before it has read all of it.
        let sending = tokio::spawn(async move { (writer.write_all(&rest).await, writer) });
        let page = timeout(ANSWER_TIMEOUT, read(&mut reader)).await.context("no answer in time")?;
        sending.abort();
        page
    }
}

async fn read(reader: &mut OwnedReadHalf) -> Result<Page> {
    let mut answer = Vec::new();
    let mut buffer = vec![0; 16 << 10];
    loop {
        let count = match reader.read(&mut buffer).await {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => 0,
            Err(error) => return Err(error).context("reading the answer"),
        };
        answer.extend_from_slice(&buffer[..count]);
        if let Some(page) = parse(&answer, count == 0)? {
            return Ok(page);
        }
        if count == 0 {
            bail!("the connection was closed after {} bytes of an answer", answer.len());
        }
    }
}

/// The answer, once it is complete. Informational answers are skipped.
fn parse(bytes: &[u8], is_end: bool) -> Result<Option<Page>> {
    let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&bytes[..end]).context("the head of the answer is not UTF-8")?;
    let body = &bytes[end + 4..];
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).context("no status line")?;
    let status: StatusCode = status.parse().with_context(|| format!("the status {status:?}"))?;
    if status.is_informational() {
        return parse(body, is_end);
    }
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        headers.append(HeaderName::try_from(name)?, HeaderValue::try_from(value.trim())?);
    }
    let length = headers.get("content-length").and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let is_whole = is_end || length.is_some_and(|length| body.len() >= length);
    Ok(is_whole.then(|| Page { status, headers, body: Bytes::copy_from_slice(body) }))
}

/// Requests a path with the given headers.
///
/// # Errors
/// As [`send`].
pub async fn get(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Result<Page> {
    let mut request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    send(address, request.as_bytes()).await
}
