//! Guests that misbehave: a fault costs the request that caused it, and no other.

use std::time::Duration;

use http::StatusCode;

use super::site::{Answer, Site};

fn check(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{}", answer.body);
    let id = answer.headers["x-request-id"].to_str().unwrap();
    assert!(answer.body.contains(id), "the answer names its request: {}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_answers_its_own_request_and_the_next_one_is_fine() {
    let site = Site::start().await;
    for (fault, status) in [
        ("panic", StatusCode::INTERNAL_SERVER_ERROR),
        ("trap", StatusCode::INTERNAL_SERVER_ERROR),
        ("error", StatusCode::INTERNAL_SERVER_ERROR),
        ("grow", StatusCode::INTERNAL_SERVER_ERROR),
        ("loop", StatusCode::GATEWAY_TIMEOUT),
        ("hang", StatusCode::GATEWAY_TIMEOUT),
    ] {
        let answer = site.get(&format!("/fault/{fault}")).await;
        check(&answer, status);
        assert_eq!(site.get("/plain").await.status, StatusCode::OK, "after {fault}");
    }
    let failures =
        |cause: &str| format!("outpost_edge_instance_failures_total{{component=\"probe\",cause=\"{cause}\"}}");
    assert_eq!(site.metric(&failures("trap")).await, 2.0);
    assert_eq!(site.metric(&failures("memory limit")).await, 1.0);
    assert_eq!(site.metric(&failures("processor time limit")).await, 1.0);
}

/// Five requests wait inside an instance while another one fails it.
async fn check_company(fault: &str, status: StatusCode) {
    let site = Site::start().await;
    site.get("/plain").await;
    let company = futures_util::future::join_all((0..5).map(|_| site.get("/sleep?500")));
    let culprit = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        site.get(fault).await
    };
    let (company, culprit) = tokio::join!(company, culprit);
    check(&culprit, status);
    for answer in company {
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trap_does_not_hurt_the_other_requests_of_its_instance() {
    check_company("/fault/late-trap?100", StatusCode::INTERNAL_SERVER_ERROR).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_loop_does_not_hurt_the_other_requests_of_its_instance() {
    check_company("/fault/late-loop?100", StatusCode::GATEWAY_TIMEOUT).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_may_change_something_shares_its_instance_with_nobody() {
    let site = Site::start().await;
    let posts = futures_util::future::join_all((0..4).map(|_| site.post("/sleep?400", "order")));
    let trap = async {
        tokio::time::sleep(Duration::from_millis(150)).await;
        let get = site.get("/fault/trap");
        let post = site.post("/fault/trap", "x");
        tokio::join!(get, post)
    };
    let (posts, (get, post)) = tokio::join!(posts, trap);
    check(&get, StatusCode::INTERNAL_SERVER_ERROR);
    check(&post, StatusCode::INTERNAL_SERVER_ERROR);
    for answer in posts {
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "1"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_component_answers_503_and_asks_to_come_again() {
    let site = Site::with(|options| {
        options.limits.component_requests = 2;
        options.limits.queue_time = Duration::from_millis(50);
    })
    .await;
    let answers = futures_util::future::join_all((0..4).map(|_| site.get("/sleep?400"))).await;
    let busy: Vec<&Answer> = answers.iter().filter(|answer| answer.status != StatusCode::OK).collect();
    assert_eq!(busy.len(), 2);
    for answer in busy {
        check(answer, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.headers["retry-after"], "1");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_component_that_bounds_its_writes_still_answers_whoever_reads() {
    let site = Site::with(|options| {
        let manifest = options.manifest.join("spin.toml");
        let mut text = std::fs::read_to_string(&manifest).unwrap();
        text.push_str("\n[component.probe.tool.outpost]\nmax_concurrent_writes = 1\n");
        std::fs::write(&manifest, text).unwrap();
        options.limits.queue_time = Duration::from_millis(50);
    })
    .await;
    let writes = futures_util::future::join_all((0..3).map(|_| site.post("/sleep?400", "x")));
    let reads = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        futures_util::future::join_all((0..4).map(|_| site.get("/plain"))).await
    };
    let (writes, reads) = tokio::join!(writes, reads);
    assert!(reads.iter().all(|answer| answer.status == StatusCode::OK));
    assert_eq!(writes.iter().filter(|answer| answer.status == StatusCode::OK).count(), 1);
    let refused = writes.iter().find(|answer| answer.status != StatusCode::OK).unwrap();
    check(refused, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_sends_slowly_holds_no_place_whether_or_not_it_declares_a_length() {
    for (length, begin, more) in [
        ("content-length: 50", "ab", "c"),
        ("content-length: 100000", "ab", "c"),
        ("transfer-encoding: chunked", "2\r\nab\r\n", "1\r\nc\r\n"),
    ] {
        check_slow_body(length, begin, more).await;
    }
}

/// A body that goes on arriving, a byte at a time.
async fn check_slow_body(length: &str, begin: &str, more: &str) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let site = Site::with(|options| {
        options.limits.component_requests = 1;
        options.limits.queue_time = Duration::from_millis(50);
    })
    .await;
    let (mut reader, mut writer) = tokio::net::TcpStream::connect(site.running.addr).await.unwrap().into_split();
    let head = format!("POST /length HTTP/1.1\r\nhost: x\r\n{length}\r\n\r\n{begin}");
    writer.write_all(head.as_bytes()).await.unwrap();
    let more = more.to_owned();
    let sending = tokio::spawn(async move {
        while writer.write_all(more.as_bytes()).await.is_ok() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(site.get("/plain").await.status, StatusCode::OK, "{length}");
    let mut answer = vec![0; 12];
    reader.read_exact(&mut answer).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 408", "{length}");
    sending.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_goes_away_leaves_its_place_to_the_guest_that_still_works() {
    use tokio::io::AsyncWriteExt;
    let site = Site::with(|options| {
        options.limits.component_requests = 1;
        options.limits.queue_time = Duration::from_millis(50);
        options.limits.request_time = Duration::from_secs(10);
    })
    .await;
    let mut client = tokio::net::TcpStream::connect(site.running.addr).await.unwrap();
    client.write_all(b"POST /sleep?3000 HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\n\r\n1").await.unwrap();
    while site.get("/plain").await.status == StatusCode::OK {}
    drop(client);
    tokio::time::sleep(Duration::from_millis(300)).await;
    check(&site.get("/plain").await, StatusCode::SERVICE_UNAVAILABLE);
    while site.get("/plain").await.status != StatusCode::OK {}
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_had_begun_is_cut_off_and_not_ended_as_if_it_were_whole() {
    let site = Site::start().await;
    let answer = super::site::raw(site.running.addr, b"GET /fault/cut HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("chunk 0"), "{answer}");
    assert!(!answer.ends_with("0\r\n\r\n"), "the last chunk says that all is there: {answer}");
}
