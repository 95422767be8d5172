//! What a link does to time and bytes.

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use super::*;

const ROUND_TRIP: Duration = Duration::from_millis(60);
/// Long enough for anything that will come at all.
const PATIENCE: Duration = Duration::from_millis(300);

/// A server that sends back what it gets.
async fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut read, mut write) = stream.split();
                drop(tokio::io::copy(&mut read, &mut write).await);
            });
        }
    });
    address
}

/// Sends four bytes and waits for them to come back.
async fn ask(stream: &mut TcpStream) -> std::io::Result<Duration> {
    let began = Instant::now();
    let mut answer = [0; 4];
    let exchange = async {
        stream.write_all(b"ping").await?;
        stream.read_exact(&mut answer).await.map(drop)
    };
    timeout(PATIENCE, exchange).await.map_err(|_| std::io::Error::from(std::io::ErrorKind::TimedOut))??;
    assert_eq!(&answer, b"ping");
    Ok(began.elapsed())
}

#[tokio::test]
async fn a_question_takes_a_round_trip_and_a_new_connection_one_more() {
    let link = Link::open(echo().await, ROUND_TRIP).expect("a link");
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection");
    let first = ask(&mut stream).await.expect("an answer");
    assert!(first >= 2 * ROUND_TRIP, "the first answer came after {first:?}");
    let second = ask(&mut stream).await.expect("an answer");
    assert!((ROUND_TRIP..2 * ROUND_TRIP).contains(&second), "the second answer came after {second:?}");
}

#[tokio::test]
async fn distance_costs_no_throughput_and_keeps_the_order_of_bytes() {
    let link = Link::open(echo().await, ROUND_TRIP).expect("a link");
    let (mut read, mut write) = TcpStream::connect(link.address()).await.expect("a connection").into_split();
    let sent: Vec<u8> = (0..8 << 20).map(|at: u32| (at / 7) as u8).collect();
    let expected = sent.clone();
    let began = Instant::now();
    tokio::spawn(async move { write.write_all(&sent).await });
    let mut got = vec![0; expected.len()];
    read.read_exact(&mut got).await.expect("all bytes");
    assert!(got == expected, "the bytes came in another order");
    // A wait for each of its 512 chunks would be 15 s.
    assert!(began.elapsed() < Duration::from_secs(5), "8 MiB took {:?}", began.elapsed());
}

#[tokio::test]
async fn a_cut_ends_connections_and_refuses_new_ones_until_it_is_mended() {
    let link = Link::open(echo().await, Duration::ZERO).expect("a link");
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection");
    ask(&mut stream).await.expect("an answer");
    link.set(Mode::Cut);
    let ended = timeout(PATIENCE, stream.read(&mut [0; 1])).await.expect("the connection ends");
    assert!(!matches!(ended, Ok(count) if count > 0));
    let refused = TcpStream::connect(link.address()).await.expect_err("no new connections");
    assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
    link.set(Mode::Open);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection again");
    ask(&mut stream).await.expect("an answer again");
}

#[tokio::test]
async fn silence_accepts_everything_and_answers_nothing() {
    let link = Link::open(echo().await, Duration::ZERO).expect("a link");
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection");
    for mode in [Mode::Silent, Mode::Unanswered] {
        link.set(mode);
        let mut fresh = TcpStream::connect(link.address()).await.expect("a connection in silence");
        assert_eq!(ask(&mut fresh).await.expect_err("no answer").kind(), std::io::ErrorKind::TimedOut, "{mode:?}");
    }
    assert_eq!(ask(&mut stream).await.expect_err("no answer").kind(), std::io::ErrorKind::TimedOut);
    link.set(Mode::Open);
    ask(&mut stream).await.expect_err("a stream with a hole is not carried on");
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection");
    ask(&mut stream).await.expect("an answer again");
}

#[tokio::test]
async fn whoever_waits_for_lost_bytes_is_not_left_waiting_when_the_way_opens() {
    let link = Link::open(echo().await, Duration::ZERO).expect("a link");
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection");
    link.set(Mode::Unanswered);
    ask(&mut stream).await.expect_err("the answer is lost");
    link.set(Mode::Open);
    let ended = timeout(PATIENCE, stream.read(&mut [0; 1])).await.expect("the connection ends");
    assert!(!matches!(ended, Ok(count) if count > 0));
}

#[tokio::test]
async fn an_end_is_lost_like_any_other_bytes() {
    let link = Link::open(echo().await, Duration::ZERO).expect("a link");
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection");
    link.set(Mode::Unanswered);
    stream.write_all(b"ping").await.expect("a question");
    stream.shutdown().await.expect("its end");
    timeout(PATIENCE, stream.read(&mut [0; 1])).await.expect_err("the answer is lost, and that it was all");
    link.set(Mode::Open);
    let ended = timeout(PATIENCE, stream.read(&mut [0; 1])).await.expect("the connection ends");
    assert!(!matches!(ended, Ok(count) if count > 0));
}

#[tokio::test]
async fn a_slow_way_takes_its_time_for_every_byte() {
    let link = Link::open(echo().await, Duration::ZERO).expect("a link");
    link.set(Mode::Slow(80));
    let mut stream = TcpStream::connect(link.address()).await.expect("a connection");
    let elapsed = ask(&mut stream).await.expect("an answer");
    assert!(elapsed >= Duration::from_millis(100), "8 bytes at 80 a second took {elapsed:?}");
}
