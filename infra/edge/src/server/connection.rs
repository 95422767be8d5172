//! Listening sockets, connections, and the orderly end of both.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio_io_timeout::TimeoutStream;

use super::address_limit::AddressLimit;
use super::service::Application;
use crate::descriptors;
use crate::status::Status;

/// A bound socket.
pub struct Listener {
    socket: TcpListener,
    addr: SocketAddr,
    places: Arc<Semaphore>,
}

/// A client's connection.
pub struct Accepted {
    /// Its socket.
    pub stream: TcpStream,
    /// The client's address.
    pub peer: SocketAddr,
    /// Lets another one in when dropped.
    pub place: OwnedSemaphorePermit,
}

impl Listener {
    /// Binds `addr`; port 0 takes a free one. At most so many `connections` are open at once.
    pub async fn bind(addr: SocketAddr, connections: usize) -> io::Result<Self> {
        let socket = TcpListener::bind(addr).await?;
        let addr = socket.local_addr()?;
        Ok(Self { socket, addr, places: Arc::new(Semaphore::new(descriptors::allow(connections))) })
    }

    /// The real address.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// The next connection, once there is a place for it.
    pub async fn accept(&self) -> Accepted {
        let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { return std::future::pending().await };
        let (stream, peer) = accept(&self.socket).await;
        Accepted { stream, peer, place }
    }

    /// Serves until `stop` says so, then lets requests in work finish for as long as the limits allow.
    pub async fn serve(self, application: Arc<Application>, mut stop: watch::Receiver<bool>) {
        let graceful = GracefulShutdown::new();
        let limits = application.limits;
        let builder = builder(limits.head_time, limits.head_bytes);
        let addresses = AddressLimit::new(limits.connections_per_address);
        loop {
            let Accepted { stream, peer, place } = tokio::select! {
                accepted = self.accept() => accepted,
                _ = stop.wait_for(|stop| *stop) => break,
            };
            let Some(permit) = addresses.acquire(peer.ip()) else {
                tracing::debug!(%peer, "a connection was closed: its address holds as many as it may");
                continue;
            };
            // A client that reads nothing for this long is disconnected.
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(limits.head_time));
            let application = Arc::clone(&application);
            let service = service_fn(move |request: Request<Incoming>| {
                let application = Arc::clone(&application);
                async move { Ok::<_, Infallible>(application.serve(request, peer).await) }
            });
            let connection = graceful.watch(builder.serve_connection(TokioIo::new(Box::pin(stream)), service));
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%peer, %error, "a connection ended with an error");
                }
                drop((place, permit));
            });
        }
        drop(self.socket);
        if tokio::time::timeout(limits.drain_time, graceful.shutdown()).await.is_err() {
            tracing::warn!("some requests did not finish before the host stopped");
        }
    }
}

/// Serves the admin port until `stop` says so; connections end with it.
pub async fn serve_admin(listener: Listener, status: Arc<Status>, mut stop: watch::Receiver<bool>) {
    let builder = builder(Duration::from_secs(30), 16 << 10);
    let mut connections = JoinSet::new();
    loop {
        let Accepted { stream, place, .. } = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            _ = stop.wait_for(|stop| *stop) => return,
        };
        let status = Arc::clone(&status);
        let service = service_fn(move |request: Request<Incoming>| {
            let response = super::admin::respond(request.uri().path(), &status);
            async move { Ok::<_, Infallible>(response) }
        });
        let connection = builder.serve_connection(TokioIo::new(stream), service);
        connections.spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "an admin connection ended with an error");
            }
            drop(place);
        });
    }
}

/// Accepts the next connection. Errors of `accept` are temporary: a client went away, or no descriptors are left.
async fn accept(socket: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match socket.accept().await {
            Ok((stream, peer)) => {
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%peer, %error, "cannot set TCP_NODELAY");
                }
                return (stream, peer);
            }
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

/// A slow client may hold a connection, but not for longer than `head_time` while it sends a head.
fn builder(head_time: Duration, head_bytes: usize) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(head_time)
        .max_buf_size(head_bytes.max(8_192))
        .keep_alive(true);
    builder
}
