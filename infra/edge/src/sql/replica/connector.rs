//! The way from libSQL's replicator to its server. libSQL can bring its own, with a TLS that is no longer kept safe; this
//! is the one that statements take too.

use crate::sql::remote::HttpConnections;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use hyper_014::client::connect::{Connected, Connection};
use hyper_014::service::Service;
use hyper_rustls::MaybeHttpsStream;
use hyper_util::rt::TokioIo;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Opens connections for libSQL, which speaks the hyper of before 1.0.
#[derive(Clone)]
pub struct Connector(pub HttpConnections);

impl Service<hyper_014::Uri> for Connector {
    type Response = Stream;
    type Error = Failure;
    type Future = BoxFuture<'static, Result<Stream, Failure>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Service::poll_ready(&mut self.0, cx)
    }

    fn call(&mut self, uri: hyper_014::Uri) -> Self::Future {
        match uri.to_string().parse::<http::Uri>() {
            Ok(uri) => Service::call(&mut self.0, uri).map(|opened| opened.map(|io| Stream(TokioIo::new(io)))).boxed(),
            Err(error) => futures_util::future::err(error.into()).boxed(),
        }
    }
}

/// One connection.
pub struct Stream(TokioIo<MaybeHttpsStream<TokioIo<TcpStream>>>);

impl Connection for Stream {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl AsyncRead for Stream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}
