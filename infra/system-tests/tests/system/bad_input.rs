//! Bad input of every kind gets an answer with a text, never a 5xx.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::{Context, Result};
use outpost_system_tests::fuzz::{Corpus, FuzzRequest, Generator};
use outpost_system_tests::machine::Machine;
use outpost_system_tests::{Page, Purchase, Setup, Shop, in_every_mode, placed_number, raw_http};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

const REQUESTS: usize = 2_000;
const SEED: u64 = 2_000;
const AT_ONCE: usize = 16;
/// What the host logs when an instance or a handler fails.
const FAULTS: [&str; 4] = ["an instance failed", "panicked", "\"level\":\"error\"", "wasm trap"];

/// Valid paths and cookies.
async fn corpus(shop: &Shop) -> Result<Corpus> {
    let mut shopper = shop.shopper("en-gb");
    let products = shopper.products(5).await?;
    let offer = shopper.offers(1, 2).await?.remove(0);
    let purchase =
        Purchase { sku: offer.sku.clone(), quantity: 1, email: "fuzz@shop.example".to_owned(), payment: "card" };
    let review = shopper.prepare(&purchase).await?;
    let placed = shopper.place(&review).await?;
    let order = placed_number(&placed).context("the order was not placed")?;
    shopper.add(&offer.sku, 1).await?;
    let names = ["cart", "checkout", "orders", "visitor", "flash", "undo", "consistency", "market"]
        .map(|name| format!("__Host-{name}"));
    let cookies = names.iter().filter_map(|name| Some(format!("{name}={}", shopper.cookie(name)?))).collect();
    let home = shopper.get("/en-gb").await?;
    let fixed = [
        "/",
        "/en-gb",
        "/de-de",
        "/ja-jp/search",
        "/en-gb/search",
        "/en-gb/suggest",
        "/en-gb/cart",
        "/en-gb/checkout",
        "/en-gb/checkout/delivery",
        "/en-gb/checkout/review",
        "/en-gb/track",
        "/en-gb/pages/terms",
        "/en-gb/pages/none",
        "/en-gb/orders/OP-0000-0000-0000",
        "/robots.txt",
        "/sitemap.xml",
        "/en-gb/sitemap-1.xml",
        "/healthz",
        "/jobs/project-catalogue",
        "/jobs/release-expired-holds",
        "/assets/none.css",
        "/media/00000000.svg",
        "/en-gb/cart/lines",
        "/.well-known/spin/health",
        "/nowhere",
    ];
    let mut paths: Vec<String> = fixed.map(str::to_owned).to_vec();
    paths.extend(home.links("/en-gb/c/").into_iter().take(5));
    paths.extend(products);
    paths.extend(["", "/pay", "/hold", "/again", "/cancellation"].map(|page| format!("/en-gb/orders/{order}{page}")));
    Ok(Corpus { host: shop.address().to_string(), paths, cookies, sku: offer.sku })
}

/// What is wrong with an answer, if anything is.
fn fault(request: &FuzzRequest, answer: &Page) -> Option<String> {
    if answer.status.is_server_error() {
        return Some(format!("{}: {}", answer.status, answer.text().chars().take(300).collect::<String>()));
    }
    let owes_text = request.is_http && !request.is_head && answer.status.is_client_error();
    if !owes_text {
        return None;
    }
    if answer.is_html() && answer.heading().is_none_or(|heading| heading.is_empty()) {
        return Some(format!("{} without a heading", answer.status));
    }
    answer.text().trim().is_empty().then(|| format!("{} without a text", answer.status))
}

async fn ask(address: SocketAddr, request: FuzzRequest) -> Option<String> {
    let wrong = match raw_http::send(address, &request.bytes).await {
        Ok(answer) => fault(&request, &answer)?,
        Err(_) if !request.is_http => return None,
        Err(error) => format!("{error:#}"),
    };
    Some(format!("{wrong}\n    {}", request.shown()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_input_gets_an_answer_with_a_text_and_never_a_5xx() -> Result<()> {
    let _machine = Machine::alone()?;
    in_every_mode(&Setup { products: 60, ..Setup::default() }, bad_input_is_answered).await
}

async fn bad_input_is_answered(mut shop: Shop) -> Result<()> {
    let mut generator = Generator::new(SEED, corpus(&shop).await?);
    let permits = Arc::new(Semaphore::new(AT_ONCE));
    let mut asking = JoinSet::new();
    for _ in 0..REQUESTS {
        let permit = Arc::clone(&permits).acquire_owned().await?;
        let (address, request) = (shop.address(), generator.next_request());
        asking.spawn(async move {
            let wrong = ask(address, request).await;
            drop(permit);
            wrong
        });
    }
    let wrong: Vec<String> = asking.join_all().await.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{} of {REQUESTS} answers are wrong:\n{}", wrong.len(), first(&wrong, 10));

    let log = shop.log()?;
    let faults: Vec<String> =
        log.lines().filter(|line| FAULTS.iter().any(|fault| line.contains(fault))).map(str::to_owned).collect();
    assert!(faults.is_empty(), "the host logged faults:\n{}", first(&faults, 10));
    assert_eq!(shop.metric("outpost_edge_instance_failures_total", "").await? as u64, 0, "instances failed");
    let home = shop.shopper("en-gb").get("/en-gb").await.context("the shop does not answer")?;
    assert_eq!(home.status.as_u16(), 200);
    shop.verify().await?;
    Ok(())
}

fn first(lines: &[String], count: usize) -> String {
    lines.iter().take(count).map(String::as_str).collect::<Vec<_>>().join("\n")
}
