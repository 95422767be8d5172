//! One connection over a link: two directions, each a queue of chunks with the moment at which they arrive.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep, sleep_until};

use super::mode::Mode;

/// The most bytes of a chunk; small enough for a slow link to be even.
const CHUNK_BYTES: usize = 16 << 10;
/// Chunks under way in one direction: 16 MiB, so that distance alone never stops the sender.
const UNDER_WAY: usize = 1024;

/// A chunk under way, or the end of the stream where it is empty.
struct Chunk {
    arrives: Instant,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    There,
    Back,
}

impl Direction {
    fn arrives(self, mode: Mode) -> bool {
        match mode {
            Mode::Open | Mode::Slow(_) => true,
            Mode::Unanswered => self == Self::There,
            Mode::Cut | Mode::Silent => false,
        }
    }
}

/// Carries bytes both ways until both sides have ended, or the way is cut.
pub(super) async fn join(near: TcpStream, target: SocketAddr, round_trip: Duration, mode: watch::Receiver<Mode>) {
    let handshake = Instant::now() + round_trip;
    let mut changes = mode.clone();
    let carried = async {
        let far = TcpStream::connect(target).await?;
        near.set_nodelay(true)?;
        far.set_nodelay(true)?;
        let ((near_read, near_write), (far_read, far_write)) = (near.into_split(), far.into_split());
        let half = round_trip / 2;
        tokio::try_join!(
            carry(near_read, far_write, Direction::There, half, handshake, mode.clone()),
            carry(far_read, near_write, Direction::Back, half, handshake, mode.clone()),
        )
    };
    tokio::select! {
        // Either side may end a connection at any time: that is no fault of the link's.
        ended = carried => drop(ended),
        _ = changes.wait_for(|mode| *mode == Mode::Cut) => {}
    }
}

async fn carry(
    from: OwnedReadHalf,
    to: OwnedWriteHalf,
    direction: Direction,
    half: Duration,
    handshake: Instant,
    mode: watch::Receiver<Mode>,
) -> io::Result<()> {
    let (sender, receiver) = mpsc::channel(UNDER_WAY);
    tokio::try_join!(depart(from, sender, half, handshake), arrive(to, receiver, direction, mode))?;
    Ok(())
}

async fn depart(
    mut from: OwnedReadHalf,
    sender: mpsc::Sender<Chunk>,
    half: Duration,
    handshake: Instant,
) -> io::Result<()> {
    loop {
        let mut bytes = vec![0; CHUNK_BYTES];
        let count = from.read(&mut bytes).await?;
        bytes.truncate(count);
        let arrives = Instant::now().max(handshake) + half;
        if sender.send(Chunk { arrives, bytes }).await.is_err() || count == 0 {
            return Ok(());
        }
    }
}

async fn arrive(
    mut to: OwnedWriteHalf,
    mut receiver: mpsc::Receiver<Chunk>,
    direction: Direction,
    mut mode: watch::Receiver<Mode>,
) -> io::Result<()> {
    let mut has_lost = false;
    loop {
        let chunk = tokio::select! {
            chunk = receiver.recv() => chunk,
            // The rest of a stream with a hole would be read as something else; and where no rest comes, whoever waits
            // for what was lost would wait for ever.
            _ = mode.wait_for(|mode| direction.arrives(*mode)), if has_lost => {
                return Err(io::ErrorKind::ConnectionReset.into());
            }
        };
        let Some(chunk) = chunk else {
            if !has_lost {
                return Ok(());
            }
            // Its end was lost as well: a clean one would make the hole look like all that there was.
            drop(mode.wait_for(|mode| direction.arrives(*mode)).await);
            return Err(io::ErrorKind::ConnectionReset.into());
        };
        sleep_until(chunk.arrives).await;
        let now = *mode.borrow();
        if !direction.arrives(now) {
            has_lost = true;
            continue;
        }
        if has_lost {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        if chunk.bytes.is_empty() {
            return to.shutdown().await;
        }
        if let Mode::Slow(rate) = now {
            sleep(Duration::from_secs_f64(chunk.bytes.len() as f64 / f64::from(rate.max(1)))).await;
        }
        to.write_all(&chunk.bytes).await?;
    }
}
