//! Connections for libSQL's replicator, which speaks the hyper of before 1.0. Its own would bring a TLS of that time.

use std::error::Error;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper_014::client::connect::{Connected, Connection};
use hyper_014::service::Service;
use hyper_rustls::MaybeHttpsStream;
use hyper_util::rt::TokioIo;
use outpost_db::hrana::Connections;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

type BoxError = Box<dyn Error + Send + Sync>;

/// Opens connections as statements have them.
#[derive(Clone)]
pub(super) struct Connector(pub(super) Connections);

impl Service<hyper_014::Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Stream, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Service::poll_ready(&mut self.0, context)
    }

    fn call(&mut self, uri: hyper_014::Uri) -> Self::Future {
        let uri = uri.to_string().parse::<http::Uri>();
        let mut connections = self.0.clone();
        Box::pin(async move { Ok(Stream(TokioIo::new(Service::call(&mut connections, uri?).await?))) })
    }
}

/// One connection.
pub(super) struct Stream(TokioIo<MaybeHttpsStream<TokioIo<TcpStream>>>);

impl Connection for Stream {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Stream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
