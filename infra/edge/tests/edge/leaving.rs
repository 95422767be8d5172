//! The end of a host under load: who is sent here in its last seconds still gets an answer.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::CONNECTION;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::program::{command, ready};
use super::site::{options, request_to};

/// A proxy that keeps its connection until it is told to close it, and tries nothing twice.
async fn send_until(addr: SocketAddr, end: Instant) -> usize {
    let mut answered = 0;
    while Instant::now() < end {
        let stream = TcpStream::connect(addr).await.unwrap();
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        let connection = tokio::spawn(connection);
        while Instant::now() < end {
            let request = Request::get("/plain").header("host", "shop").body(Full::<Bytes>::default()).unwrap();
            let response = sender.send_request(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(response.headers()["outpost-build"], "probe 1.2.3, outpost-edge 0.1.0");
            let closes = response.headers().get(CONNECTION).is_some_and(|value| value == "close");
            response.into_body().collect().await.unwrap();
            answered += 1;
            if closes {
                break;
            }
        }
        drop(sender);
        drop(connection.await);
    }
    answered
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_goes_on_sending_after_sigterm_sees_no_failure() {
    // `cargo xtask test --long` has the times of a cluster, and stops the host twenty times.
    let is_long = std::env::var_os("OUTPOST_LONG_DRILLS").is_some();
    let (rounds, lame_duck, sends_on) = if is_long { (20, 5_000, 3_000) } else { (1, 1_500, 900) };
    for _ in 0..rounds {
        let folder = tempfile::tempdir().unwrap();
        drop(options(folder.path()));
        let mut host = command(folder.path());
        let mut program = ready(host.arg("--lame-duck").arg(format!("{lame_duck}ms")), Stdio::null());
        let (addr, end) = (program.addr, Instant::now() + Duration::from_millis(300 + sends_on));
        let load: Vec<_> = (0..4).map(|_| tokio::spawn(send_until(addr, end))).collect();
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(Command::new("kill").arg(program.child.id().to_string()).status().unwrap().success());
        tokio::time::sleep(Duration::from_millis(200)).await;
        for probe in ["/healthz", "/.well-known/spin/health"] {
            let answer = request_to(addr, Request::get(probe).body(Full::default()).unwrap()).await;
            assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{probe}");
        }
        for sender in load {
            assert!(sender.await.unwrap() > 0);
        }
        assert!(program.child.wait().unwrap().success());
    }
}
