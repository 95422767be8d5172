//! The way from a region to the primary, on one machine: a proxy on loopback that takes as long as the distance says,
//! and breaks in the ways networks break.
//!
//! Every chunk is held for half of the round trip in each direction, and a new connection waits one round trip for its
//! handshake. Chunks under way wait side by side, so that distance costs time, never throughput.

mod flow;
mod mode;

pub use mode::Mode;

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// Connections that may wait to be accepted.
const BACKLOG: u32 = 1024;

/// One way, with an address of its own on this machine. It ends when dropped.
#[derive(Debug)]
pub struct Link {
    address: SocketAddr,
    mode: watch::Sender<Mode>,
    accepting: JoinHandle<()>,
}

impl Link {
    /// Opens the way to `target`, `round_trip` away.
    ///
    /// # Errors
    /// When no port is free.
    pub fn open(target: SocketAddr, round_trip: Duration) -> Result<Self> {
        // Holds the port while connections are refused: bound, but not listening.
        let place = socket(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let address = place.local_addr()?;
        let (mode, changes) = watch::channel(Mode::Open);
        let listener = listen(address)?;
        let accepting = tokio::spawn(async move {
            accept(Some(listener), address, target, round_trip, changes).await;
            drop(place);
        });
        Ok(Self { address, mode, accepting })
    }

    /// Where the region finds the primary.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the way is like.
    pub fn mode(&self) -> Mode {
        *self.mode.borrow()
    }

    /// Changes what the way is like, for connections that there are and for new ones. A connection that has lost bytes
    /// ends when the way opens again.
    pub fn set(&self, mode: Mode) {
        self.mode.send_replace(mode);
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn socket(address: SocketAddr) -> Result<TcpSocket> {
    let socket = TcpSocket::new_v4().context("making a socket")?;
    socket.set_reuseaddr(true)?;
    socket.bind(address).with_context(|| format!("binding {address}"))?;
    Ok(socket)
}

fn listen(address: SocketAddr) -> Result<TcpListener> {
    socket(address)?.listen(BACKLOG).with_context(|| format!("listening on {address}"))
}

/// Takes connections until the link is dropped; while the way is cut there is no listener, so the system refuses them.
async fn accept(
    mut listener: Option<TcpListener>,
    address: SocketAddr,
    target: SocketAddr,
    round_trip: Duration,
    mut mode: watch::Receiver<Mode>,
) {
    let mut connections = JoinSet::new();
    loop {
        let now = *mode.borrow_and_update();
        if now == Mode::Cut {
            listener = None;
        } else if listener.is_none() {
            match listen(address) {
                Ok(opened) => listener = Some(opened),
                Err(error) => eprintln!("a link cannot be opened again: {error:#}"),
            }
        }
        tokio::select! {
            changed = mode.changed() => if changed.is_err() { return },
            taken = next(listener.as_ref()) => {
                if let Ok(near) = taken {
                    connections.spawn(flow::join(near, target, round_trip, mode.clone()));
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

/// The next connection; none ever without a listener.
async fn next(listener: Option<&TcpListener>) -> std::io::Result<TcpStream> {
    match listener {
        Some(listener) => listener.accept().await.map(|(stream, _)| stream),
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests;
