//! Requests that go well, and requests that the host refuses by itself.

use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::site::{OPERATOR, Site, raw, request_to};

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_carries_its_length_and_the_requests_id() {
    let site = Site::start().await;
    let answer = site.get("/plain").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "Hello from the edge\n"));
    assert_eq!(answer.headers["content-length"], "20");
    assert!(answer.headers["x-request-id"].len() > 8);

    let request = Request::get("/headers").header("x-request-id", "trace-0001").body(Full::default()).unwrap();
    let answer = request_to(site.running.addr, request).await;
    assert_eq!(answer.headers["x-request-id"], "trace-0001");
    assert!(answer.body.contains("x-request-id: trace-0001"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_operator_is_shown_how_long_a_request_took() {
    let site = Site::start().await;
    let timing = async |site: &Site, token: &str| {
        let answer = site.get_with("/headers", &[("outpost-operator-token", token)]).await;
        assert!(!answer.body.contains("operator"), "the token does not reach the component: {}", answer.body);
        answer.headers.get("server-timing").map(|timing| timing.to_str().unwrap().to_owned())
    };
    assert!(timing(&site, OPERATOR).await.unwrap().starts_with("total;dur="));
    for token in ["", "operato", "operator1"] {
        assert_eq!(timing(&site, token).await, None, "{token:?}");
    }
    let site = Site::with(|options| options.operator_token = None).await;
    assert_eq!(timing(&site, OPERATOR).await, None, "without a token nobody is the operator");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_sees_spins_headers_and_no_forged_ones() {
    let site = Site::start().await;
    let request = Request::get("/named/7/deep/er?q=1")
        .header("host", "shop.test")
        .header("spin-client-addr", "10.0.0.1:1")
        .header("spin-path-match-two", "forged")
        .body(Full::default())
        .unwrap();
    let answer = request_to(site.running.addr, request).await;
    // The component `named` has no route of the probe at this path, so ask it for its headers there.
    assert_eq!(answer.status, StatusCode::NOT_FOUND);

    let request = Request::get("/headers").header("host", "shop.test").header("spin-x", "forged");
    let body = request_to(site.running.addr, request.body(Full::default()).unwrap()).await.body;
    let lines: Vec<&str> = body.lines().collect();
    for expected in [
        "GET http://shop.test/headers",
        "spin-path-info: /headers",
        "spin-full-url: http://shop.test/headers",
        "spin-matched-route: /...",
        "spin-raw-component-route: /...",
        "spin-base-path: /",
    ] {
        assert!(lines.contains(&expected), "{expected} in {lines:?}");
    }
    assert!(!body.contains("forged"));
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_stream_in_and_out() {
    let site = Site::start().await;
    let large = "x".repeat(700_000);
    assert_eq!(site.post("/echo", large.clone()).await.body, large);
    assert_eq!(site.post("/length", large).await.body, "700000");

    let stream = TcpStream::connect(site.running.addr).await.unwrap();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
    let connection = tokio::spawn(connection);
    let request = Request::get("/chunks?5").header("host", "localhost").body(Full::<Bytes>::default()).unwrap();
    let mut body = sender.send_request(request).await.unwrap().into_body();
    let mut frames = 0;
    while let Some(frame) = body.frame().await {
        frames += usize::from(frame.unwrap().is_data());
    }
    assert_eq!(frames, 5, "each chunk arrives when it is sent");
    connection.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_over_the_limit_answers_413_whether_or_not_its_length_is_declared() {
    let site = Site::start().await;
    let addr = site.running.addr;
    let declared = raw(addr, b"POST /length HTTP/1.1\r\nhost: x\r\ncontent-length: 2000000\r\n\r\n").await;
    assert!(declared.starts_with("HTTP/1.1 413 "), "{declared}");
    assert!(declared.contains("Request "), "{declared}");

    let mut chunked =
        b"POST /length HTTP/1.1\r\nhost: x\r\naccept: application/json\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for _ in 0..20 {
        chunked.extend(b"10000\r\n");
        chunked.extend(vec![b'x'; 0x10000]);
        chunked.extend(b"\r\n");
    }
    let answer = raw(addr, &chunked).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_route_limits_the_bodies_that_it_takes() {
    let site = Site::with(|options| {
        let file = options.manifest.join("spin.toml");
        let limit = "[[component.probe.tool.outpost.body_limits]]\nroute = \"/length\"\nmax_bytes = 5\n";
        let manifest = std::fs::read_to_string(&file).unwrap() + limit;
        std::fs::write(file, manifest).unwrap();
    })
    .await;
    for (path, body, status) in [
        ("/length", "12345", StatusCode::OK),
        ("/length", "123456", StatusCode::PAYLOAD_TOO_LARGE),
        ("/echo", "123456", StatusCode::OK),
    ] {
        assert_eq!(site.post(path, body).await.status, status, "{path} {body}");
    }
    let chunked = b"POST /length HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n6\r\n123456\r\n0\r\n\r\n";
    let answer = raw(site.running.addr, chunked).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn unsound_http_answers_4xx_and_never_reaches_a_guest() {
    let site = Site::start().await;
    let addr = site.running.addr;
    let long = format!("GET /{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "a".repeat(9_000));
    let fat = format!("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx: {}\r\n\r\n", "a".repeat(90_000));
    let table: [(&[u8], &str); 9] = [
        (b"NOT HTTP AT ALL\r\n\r\n", "400"),
        (b"GET /plain?\xff\xfe HTTP/1.1\r\nhost: x\r\n\r\n", "400"),
        (b"GET /plain HTTP/1.1\r\nno colon here\r\n\r\n", "400"),
        (b"GET /plain HTTP/9.9\r\n\r\n", "400"),
        (b"GET /plain HTTP/1.1\r\nconnection: close\r\n\r\n", "400"),
        (b"GET /plain HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n", "400"),
        (b"GET /plain HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n", "400"),
        (long.as_bytes(), "414"),
        (fat.as_bytes(), "431"),
    ];
    for (bytes, status) in table {
        let answer = raw(addr, bytes).await;
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{shown}: {answer}");
    }
    assert_eq!(site.metric("outpost_edge_instances_started_total{component=\"probe\"}").await, 0.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_beyond_the_bound_wait_until_others_end() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let site = Site::with(|options| options.limits.connections = 2).await;
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(site.running.addr).await.unwrap();
        stream.write_all(b"GET /plain HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        assert!(stream.read(&mut [0; 1]).await.unwrap() > 0);
        open.push(stream);
    }
    let mut third = std::pin::pin!(site.get("/plain"));
    assert!(tokio::time::timeout(Duration::from_millis(300), &mut third).await.is_err());
    open.pop();
    assert_eq!(third.await.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_cannot_take_all_connections() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let site = Site::with(|options| options.limits.connections_per_address = 2).await;
    let served = async |stream: &mut TcpStream| {
        stream.write_all(b"GET /plain HTTP/1.1\r\nhost: x\r\n\r\n").await.is_ok()
            && stream.read(&mut [0; 1]).await.is_ok_and(|count| count > 0)
    };
    let mut open = Vec::new();
    for expected in [true, true, false, false] {
        let mut stream = TcpStream::connect(site.running.addr).await.unwrap();
        assert_eq!(served(&mut stream).await, expected);
        open.push(stream);
    }
    drop(open);
    let mut stream = TcpStream::connect(site.running.addr).await.unwrap();
    while !served(&mut stream).await {
        stream = TcpStream::connect(site.running.addr).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_reads_nothing_is_disconnected() {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let site = Site::with(|options| options.limits.head_time = Duration::from_millis(200)).await;
    let mut stream = TcpStream::connect(site.running.addr).await.unwrap();
    stream.write_all(b"GET /page/picture?30000000 HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let mut received = Vec::new();
    let end = stream.read_to_end(&mut received).await;
    assert!(received.len() < 30_000_000, "{} bytes and {end:?}", received.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn spins_own_addresses_answer_without_a_guest() {
    let site = Site::start().await;
    assert_eq!(site.get("/.well-known/spin/health").await.body, "OK");
    let info = site.get("/.well-known/spin/info").await.body;
    assert!(info.contains("\"probe\"") && info.contains("1.2.3"), "{info}");
    assert_eq!(site.get("/.well-known/spin/other").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.metric("outpost_edge_instances_started_total{component=\"probe\"}").await, 0.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_requests_run_at_once_in_one_instance() {
    let site = Site::start().await;
    site.get("/plain").await;
    let sleepers = (0..16).map(|turn| {
        let site = &site;
        async move {
            // One after the other, so that each finds the instance waiting and not busy with the one before.
            tokio::time::sleep(Duration::from_millis(20 * turn)).await;
            site.get("/sleep?800").await
        }
    });
    let started = tokio::time::Instant::now();
    let answers = futures_util::future::join_all(sleepers).await;
    assert!(started.elapsed() < Duration::from_millis(3_000), "they waited side by side");
    assert!(answers.iter().all(|answer| answer.status == StatusCode::OK));
    let instances = site.metric("outpost_edge_instances_started_total{component=\"probe\"}").await;
    assert!(instances <= 3.0, "17 requests shared {instances} instances");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_is_replaced_after_its_share_of_requests() {
    let site = Site::with(|options| options.limits.instance_requests = 3).await;
    let mut seen = Vec::new();
    for _ in 0..7 {
        seen.push(site.get("/seen").await.body.parse::<u32>().unwrap());
    }
    assert!(seen.iter().all(|count| *count <= 3), "{seen:?}");
    assert!(seen.contains(&3), "{seen:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_head_request_has_headers_and_no_body() {
    let site = Site::start().await;
    let answer = site.send(Method::HEAD, "/plain", "").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(answer.headers["content-length"], "20");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_the_host_is_a_page_text_or_problem_document_with_the_requests_id() {
    let site = Site::start().await;
    let long = format!("/plain?{}", "x".repeat(9_000));
    let check = async |accept: &str, kind: &str, text: &str| {
        let answer = site.get_with(&long, &[("accept", accept)]).await;
        assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
        assert!(answer.headers["content-type"].to_str().unwrap().starts_with(kind), "{answer:?}");
        assert!(answer.body.contains(text), "{answer:?}");
        assert!(answer.body.contains(answer.headers["x-request-id"].to_str().unwrap()), "{answer:?}");
        assert_eq!(answer.headers["content-security-policy"], "default-src 'none'");
    };
    let browser = "text/html,application/xhtml+xml,application/json;q=0.9";
    check(browser, "text/html", "<h1>The address is too long.</h1>").await;
    check("application/json", "application/problem+json", "\"title\":\"The address is too long.\"").await;
    check("*/*", "text/plain", "The address is too long.").await;
}
