//! Sixteen sessions share one instance of the storefront at the same time, and none sees anything of another.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use outpost_system_tests::machine::Machine;
use outpost_system_tests::raw_http::Exchange;
use outpost_system_tests::{Offer, Page, Setup, Shop, Shopper, in_every_mode};
use tokio::task::JoinSet;

const SESSIONS: usize = 16;
const ROUNDS: usize = 6;
const PREFIXES: [&str; 5] = ["en-gb", "de-de", "ja-jp", "en-de", "en-jp"];
/// Time for a request to reach the instance, which then waits for the rest of the form.
const ARRIVAL: Duration = Duration::from_millis(20);

/// A visitor with a variant and a quantity of their own.
struct Session {
    shopper: Shopper,
    own: Offer,
    pieces: u32,
}

impl Session {
    /// A form that adds a piece to the cart: its head with half of the body, and the other half.
    fn form(&self, host: &str) -> (Vec<u8>, Vec<u8>) {
        let body = format!("quantity=1&sku={}", self.own.sku);
        let (first, second) = body.split_at(body.len() / 2);
        let head = format!(
            "POST {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\norigin: http://{host}\r\ncookie: {}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{first}",
            self.shopper.path("/cart/lines"),
            self.shopper.cookies(),
            body.len(),
        );
        (head.into_bytes(), second.as_bytes().to_vec())
    }

    /// Checks that the answer redirects into this visitor's market and sets this visitor's cart.
    fn take(&mut self, answer: &Page) -> Result<()> {
        let market = self.shopper.path("");
        ensure!(answer.location().is_some_and(|to| to.starts_with(&market)), "sent to {:?}", answer.location());
        self.shopper.keep_cookies(&answer.headers);
        self.pieces += 1;
        let cart = self.shopper.cookie("__Host-cart").context("no cart was set")?;
        // A seal, the cookie's name, the time of issue, and the lines.
        let lines = cart.split_once("__Host-cart:").and_then(|(_, sealed)| sealed.split_once('.'));
        let line = format!("{}.{}", self.own.sku, self.pieces);
        ensure!(lines.is_some_and(|(_, lines)| lines == line), "the cart {cart:?} should hold {line:?} alone");
        Ok(())
    }

    /// Checks that the cart page shows this visitor's line alone, in this visitor's language.
    async fn check_cart(mut self, all: Vec<String>) -> Result<()> {
        let path = self.shopper.path("/cart");
        let page = self.shopper.get(&path).await?;
        let html = page.text();
        let language = self.shopper.prefix().split('-').next().unwrap_or("");
        ensure!(html.contains(&format!("<html lang=\"{language}")), "the cart is not in {language}");
        let lines = page.form(&path).context("the cart has no form")?;
        for sku in all {
            let shown = lines.get(&format!("quantity.{sku}"));
            ensure!(shown.is_some() == (sku == self.own.sku), "{} sees the line {sku}", self.own.sku);
            ensure!(shown.is_none_or(|shown| shown == self.pieces.to_string()), "{sku} is shown {shown:?} times");
        }
        Ok(())
    }
}

async fn sessions(shop: &Shop) -> Result<Vec<Session>> {
    let mut sessions: Vec<Session> = Vec::new();
    for number in 0..SESSIONS {
        let mut shopper = shop.shopper(PREFIXES[number % PREFIXES.len()]);
        let offers = shopper.offers(2 * SESSIONS, u32::try_from(ROUNDS)?).await?;
        let own = offers.into_iter().find(|offer| sessions.iter().all(|session| session.own.sku != offer.sku));
        let own = own.context("too few products for sixteen carts")?;
        sessions.push(Session { shopper, own, pieces: 0 });
    }
    Ok(sessions)
}

/// Sends half of every form, so that all requests wait inside the instance, then the other halves in reverse order.
async fn send_forms_by_halves(shop: &Shop, sessions: &mut [Session]) -> Result<()> {
    let mut waiting = Vec::new();
    for session in sessions.iter_mut() {
        let (first, second) = session.form(&shop.address().to_string());
        let exchange = Exchange::begin(shop.address(), &first).await?;
        tokio::time::sleep(ARRIVAL).await;
        waiting.push((session, exchange, second));
    }
    for (session, exchange, second) in waiting.into_iter().rev() {
        let answer = exchange.finish(&second).await?;
        session.take(&answer)?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_sessions_share_one_instance_without_mixing() -> Result<()> {
    let _machine = Machine::alone()?;
    let arguments = ["--share-writes", "--max-instance-reuse-count", "1000000"].map(str::to_owned).to_vec();
    in_every_mode(&Setup { products: 80, arguments, ..Setup::default() }, sessions_do_not_mix).await
}

async fn sessions_do_not_mix(shop: Shop) -> Result<()> {
    let mut sessions = sessions(&shop).await?;
    for _ in 0..ROUNDS {
        send_forms_by_halves(&shop, &mut sessions).await?;
    }
    let started = shop.metric("outpost_edge_instances_started_total", "component=\"storefront\"").await?;
    assert!((1.0..2.0).contains(&started), "{started} instances of the storefront were made, not one");

    let all: Vec<String> = sessions.iter().map(|session| session.own.sku.clone()).collect();
    let mut checks = JoinSet::new();
    for session in sessions {
        checks.spawn(session.check_cart(all.clone()));
    }
    for check in checks.join_all().await {
        check?;
    }
    Ok(())
}
