//! The payment sandbox on the edge host: a payment from the API to the webhook, with a provider that misbehaves.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderMap, HeaderValue, StatusCode};
use outpost_regions::{Sandbox, free_address};
use outpost_system_tests::paying::{DECLINES, PAYS, call, script, totals};
use outpost_system_tests::{HostedPage, Page, Programs, Shopper};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::timeout;

/// A webhook comes at once or by the job, which runs every second.
const WAIT: Duration = Duration::from_secs(20);

/// A shop that receives webhooks and refuses the first ones.
struct Receiver {
    listener: TcpListener,
    refusals: usize,
}

impl Receiver {
    async fn start(refusals: usize) -> Result<Self> {
        Ok(Self { listener: TcpListener::bind(free_address()?).await?, refusals })
    }

    /// The next webhook that is received: its signature and its body.
    async fn next(&mut self) -> Result<(String, Value)> {
        loop {
            let (mut stream, _) = timeout(WAIT, self.listener.accept()).await.context("no webhook")??;
            let (mut text, mut buffer) = (String::new(), [0; 4096]);
            // The body is an object without objects in it.
            while !text.ends_with('}') {
                let count = stream.read(&mut buffer).await?;
                ensure!(count > 0, "the webhook is cut short: {text}");
                text += std::str::from_utf8(&buffer[..count])?;
            }
            let is_refused = self.refusals > 0;
            self.refusals = self.refusals.saturating_sub(1);
            let status = if is_refused { "503 Service Unavailable" } else { "204 No Content" };
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).await?;
            if !is_refused {
                let (head, body) = text.split_once("\r\n\r\n").context("a head")?;
                let signature = head.lines().find_map(|line| line.strip_prefix("sandbox-signature: "));
                return Ok((signature.unwrap_or("").to_owned(), serde_json::from_str(body)?));
            }
        }
    }
}

/// Asks for a payment of £12.50 and opens its page.
async fn create(sandbox: &Sandbox, receiver: &Receiver, id: &str) -> Result<HostedPage> {
    let shop = format!("http://{}", receiver.listener.local_addr()?);
    let wish = json!({
        "payment_id": id, "order_number": "A1", "amount_minor": 1250, "currency": "GBP", "method": "card",
        "return_url": format!("{shop}/back"), "webhook_url": format!("{shop}/webhooks/sandbox"),
    });
    let made = call(sandbox, "POST", "/v1/payments", id, &wish.to_string()).await?;
    ensure!(made.status == StatusCode::OK, "{}", made.text());
    let made: Value = serde_json::from_slice(&made.body)?;
    let mut headers = HeaderMap::new();
    headers.insert(LOCATION, HeaderValue::from_str(made["redirect_url"].as_str().context("a page")?)?);
    let answer = Page { status: StatusCode::SEE_OTHER, headers, body: Bytes::new() };
    HostedPage::after(&Shopper::new(&shop, "en-gb"), &answer).context("a page")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_payment_goes_through_the_hosted_page_and_is_told_by_webhook() -> Result<()> {
    let programs = Programs::built()?;
    let folder = tempfile::tempdir()?;
    let mut sandbox = Sandbox::prepare(&programs, &folder.path().join("sandbox"), free_address()?)?;
    sandbox.process.start().await?;
    let mut receiver = Receiver::start(1).await?;
    let mut hosted = create(&sandbox, &receiver, "p1").await?;
    ensure!(hosted.open().await?.text().contains("no money moves"), "the page says what it is");

    let shopper = async {
        let declined = hosted.charge(DECLINES).await?;
        ensure!(declined.status == StatusCode::PAYMENT_REQUIRED, "{}", declined.status);
        let paid = hosted.charge(PAYS).await?;
        ensure!(paid.location().is_some_and(|to| to.ends_with("/back")), "{}", paid.text());
        Ok(())
    };
    let shop = async {
        let mut kinds = Vec::new();
        for _ in 0..3 {
            let (signature, body) = receiver.next().await?;
            ensure!(signature.starts_with("t=") && signature.contains(",v1="), "{signature}");
            kinds.push(body["type"].as_str().unwrap_or("").to_owned());
        }
        // The one that was refused comes again, later than the others.
        kinds.sort();
        ensure!(kinds == ["payment.attempt_failed", "payment.authorised", "payment.captured"], "{kinds:?}");
        Ok(())
    };
    tokio::try_join!(shopper, shop)?;
    ensure!(totals(&sandbox).await? == (1250, 0));

    // What it knows survives a restart, a script included.
    script(&sandbox, &json!({ "charge": "timeout", "webhook_copies": 2 })).await?;
    sandbox.process.stop().await?;
    sandbox.process.start().await?;
    let mut hosted = create(&sandbox, &receiver, "p2").await?;
    let silent = hosted.charge(PAYS).await?;
    ensure!(silent.status == StatusCode::GATEWAY_TIMEOUT, "{}", silent.status);
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.push(receiver.next().await?.1["event_id"].as_str().unwrap_or("").to_owned());
    }
    ids.sort();
    ids.dedup();
    ensure!(ids.len() == 2, "each of two events comes twice: {ids:?}");
    ensure!(totals(&sandbox).await? == (2500, 0));
    sandbox.process.stop().await
}
