//! The load: connections that are kept open and busy, each with one request at a time (a closed loop).

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use hdrhistogram::Histogram;
use http::{Request, header};
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// What a stretch of load gave.
#[derive(Clone, Debug)]
pub struct Measured {
    /// How long it was.
    pub elapsed: Duration,
    /// Time from a request's first byte to its answer's last, in microseconds.
    pub latency: Histogram<u64>,
}

impl Measured {
    /// Answers in a second.
    pub fn rate(&self) -> f64 {
        self.latency.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that a part of all answers kept, in milliseconds; `quantile` is 0 to 1.
    pub fn milliseconds(&self, quantile: f64) -> f64 {
        self.latency.value_at_quantile(quantile) as f64 / 1_000.0
    }
}

/// An empty histogram up to a minute, with three digits.
pub fn histogram() -> Result<Histogram<u64>> {
    Histogram::new_with_bounds(1, 60_000_000, 3).context("making a histogram")
}

/// Keeps `connections` busy with the paths in turn for `time`; every connection begins at another one.
///
/// # Errors
/// When an answer is anything but 200, or does not come: such a figure would mean nothing.
pub async fn run(address: SocketAddr, paths: &[String], connections: usize, time: Duration) -> Result<Measured> {
    let began = Instant::now();
    let mut lanes = JoinSet::new();
    for lane in 0..connections {
        let first = lane * paths.len() / connections;
        let paths = [&paths[first..], &paths[..first]].concat();
        lanes.spawn(keep_busy(address, paths, began + time));
    }
    let mut latency = histogram()?;
    while let Some(lane) = lanes.join_next().await {
        latency.add(lane??).context("adding histograms")?;
    }
    Ok(Measured { elapsed: began.elapsed(), latency })
}

async fn keep_busy(address: SocketAddr, paths: Vec<String>, until: Instant) -> Result<Histogram<u64>> {
    let mut connection = connect(address).await?;
    let mut latency = histogram()?;
    for path in paths.iter().cycle() {
        let began = Instant::now();
        if began >= until {
            break;
        }
        fetch(&mut connection, address, path).await?;
        latency.saturating_record(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
    }
    Ok(latency)
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Empty<Bytes>>> {
    let stream = TcpStream::connect(address).await.context("connecting")?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await.context("opening a connection")?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            eprintln!("a connection failed: {error}");
        }
    });
    Ok(sender)
}

async fn fetch(connection: &mut SendRequest<Empty<Bytes>>, address: SocketAddr, path: &str) -> Result<()> {
    let request = Request::get(path)
        .header(header::HOST, address.to_string())
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_ENCODING, "gzip, deflate, br, zstd")
        .body(Empty::new())?;
    connection.ready().await.with_context(|| format!("GET {path}"))?;
    let answer = connection.send_request(request).await.with_context(|| format!("GET {path}"))?;
    ensure!(answer.status() == 200, "GET {path} was answered with {}", answer.status());
    let mut body = answer.into_body();
    while let Some(frame) = body.frame().await {
        frame.with_context(|| format!("GET {path}"))?;
    }
    Ok(())
}
