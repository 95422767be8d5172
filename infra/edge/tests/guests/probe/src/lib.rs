//! The guest that the edge host's tests call: one route for each thing a guest may do, good or bad.

mod faults;
mod pages;
mod services;

use std::sync::atomic::{AtomicU32, Ordering};

use futures::SinkExt;
use http::StatusCode;
use spin_sdk::http::body::{IncomingBodyExt, stream};
use spin_sdk::http::{BoxBody, FullBody, Request, Response, box_body};
use spin_sdk::http_service;

/// How many requests this instance has been given so far.
static SEEN: AtomicU32 = AtomicU32::new(0);

#[http_service]
async fn handle(request: Request) -> anyhow::Result<Response<BoxBody>> {
    let seen = SEEN.fetch_add(1, Ordering::Relaxed) + 1;
    let path = request.uri().path().to_owned();
    let query = request.uri().query().map(str::to_owned);
    let argument = query.as_deref().map(decode);
    let argument = argument.as_deref().unwrap_or("");
    match path.as_str() {
        "/plain" => text(StatusCode::OK, "Hello from the edge\n"),
        "/seen" => text(StatusCode::OK, seen.to_string()),
        "/headers" => headers(&request),
        "/echo" => Ok(Response::new(box_body(request.into_body()))),
        "/length" => {
            let body = request.into_body().bytes().await?;
            text(StatusCode::OK, body.len().to_string())
        }
        "/chunks" => Ok(chunks(argument.parse()?)),
        "/sleep" => {
            let wait = std::time::Duration::from_millis(argument.parse()?);
            spin_sdk::time::sleep(wait).await;
            text(StatusCode::OK, seen.to_string())
        }
        "/clock" => {
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
            text(StatusCode::OK, now.as_secs().to_string())
        }
        path if path.starts_with("/catalogue/") || path.starts_with("/page/") => {
            pages::answer(&request, seen, argument).await
        }
        path if path.starts_with("/fault/") => faults::answer(path, argument).await,
        path => services::answer(path, argument).await,
    }
}

/// A whole answer: axum and friends send `content-length` for it, so this does too.
pub fn text(status: StatusCode, body: impl Into<String>) -> anyhow::Result<Response<BoxBody>> {
    let body = body.into();
    Ok(Response::builder()
        .status(status)
        .header("content-type", "text/plain; charset=utf-8")
        .header("content-length", body.len())
        .body(box_body(FullBody::new(bytes::Bytes::from(body))))?)
}

fn headers(request: &Request) -> anyhow::Result<Response<BoxBody>> {
    let mut lines = vec![format!("{} {}", request.method(), request.uri())];
    for (name, value) in request.headers() {
        lines.push(format!("{name}: {}", value.to_str()?));
    }
    text(StatusCode::OK, lines.join("\n"))
}

/// `count` chunks with a pause of 20 ms before each, so that a test can see them arrive one by one.
pub fn chunks(count: u32) -> Response<BoxBody> {
    let (mut sender, body) = stream::<String>();
    spin_sdk::wasip3::spawn(async move {
        for number in 0..count {
            spin_sdk::time::sleep(std::time::Duration::from_millis(20)).await;
            if sender.send(format!("chunk {number}\n")).await.is_err() {
                return;
            }
        }
    });
    Response::new(box_body(body))
}

/// Percent-decoding of a whole query string; a malformed escape stays as it is.
fn decode(query: &str) -> String {
    let bytes = query.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = query.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], escape) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (b'+', _) => {
                out.push(b' ');
                at += 1;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
