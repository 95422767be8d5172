//! Contention: a thousand shoppers order the last ten pieces at the same time.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use http::StatusCode;
use tokio::task::JoinSet;
use tokio::time::{Duration, Instant, sleep};

use crate::catalogue::Offer;
use crate::checkout::{Purchase, Review, placed_number};
use crate::page::Page;
use crate::shopper::Shopper;

const SHOPPERS: usize = 1_000;
const PIECES: u32 = 10;
/// Longest lag of a copy.
const LAG_MAX: Duration = Duration::from_secs(5);
/// Shoppers who go through the checkout at the same time.
const PREPARING: usize = 16;

/// A variant with ten pieces left.
#[derive(Clone, Debug)]
pub struct LastPieces {
    /// The variant.
    pub offer: Offer,
    /// Its page.
    pub product: String,
}

fn purchase(offer: &Offer, quantity: u32, name: &str) -> Purchase {
    Purchase { sku: offer.sku.clone(), quantity, email: format!("{name}@shop.example"), payment: "card" }
}

/// Buys some variant until ten pieces are left.
///
/// # Errors
/// When no variant has between ten and 99 pieces.
pub async fn leave_ten(origin: &str) -> Result<LastPieces> {
    let mut crawler = Shopper::new(origin, "en-gb");
    for product in crawler.products(usize::MAX).await? {
        let Some(offer) = crawler.offer(&product).await? else { continue };
        // A cart shows at most 99 pieces, so only a smaller number is exact.
        let pieces = crawler.stock_of(&offer.sku).await?;
        if !(PIECES + 1..99).contains(&pieces) {
            continue;
        }
        let mut buyer = Shopper::new(origin, "en-gb");
        let Ok(review) = buyer.prepare(&purchase(&offer, pieces - PIECES, "first")).await else { continue };
        let answer = buyer.place(&review).await?;
        ensure!(placed_number(&answer).is_some(), "the first order was refused: {}", answer.status);
        return Ok(LastPieces { offer, product });
    }
    bail!("no product has between {PIECES} and 99 pieces")
}

impl LastPieces {
    /// Waits until every region shows that ten pieces are left.
    ///
    /// # Errors
    /// When a region does not show it in time, or its cart cannot be loaded.
    pub async fn wait_until_shown(&self, origins: &[String]) -> Result<()> {
        for origin in origins {
            let mut visitor = Shopper::new(origin, "en-gb");
            until(async || Ok(visitor.stock_of(&self.offer.sku).await? == PIECES))
                .await
                .with_context(|| format!("{origin} does not show that ten pieces are left"))?;
        }
        Ok(())
    }

    /// Waits until the product page of a region no longer offers the variant.
    ///
    /// # Errors
    /// When it still offers it after the longest lag, or cannot be loaded.
    pub async fn wait_until_sold_out(&self, origin: &str) -> Result<()> {
        let mut visitor = Shopper::new(origin, "en-gb");
        until(async || Ok(visitor.offer(&self.product).await?.is_none_or(|left| left.sku != self.offer.sku)))
            .await
            .with_context(|| format!("{origin} still offers what is sold out"))
    }

    /// A thousand shoppers, spread over the regions, place their orders at the same time, every tenth twice. Checks that
    /// exactly ten orders are placed and that every other shopper is told why theirs is refused.
    ///
    /// # Errors
    /// When a check fails.
    pub async fn sell(&self, origins: &[String]) -> Result<()> {
        let ready = self.prepare_all(origins).await?;
        let answers = place_all(ready).await?;
        ensure!(answers.len() == SHOPPERS, "{} shoppers had an order id of their own", answers.len());
        let mut sold = BTreeMap::new();
        for (id, pages) in &answers {
            let numbers: Vec<_> = pages.iter().map(placed_number).collect();
            ensure!(
                numbers.windows(2).all(|pair| pair[0] == pair[1]),
                "one order id got different answers: {numbers:?}"
            );
            match numbers[0].clone() {
                Some(number) => ensure!(sold.insert(number, id).is_none(), "two orders have the same number"),
                None => pages.iter().try_for_each(|page| self.expect_reason(page))?,
            }
        }
        ensure!(sold.len() == PIECES as usize, "{} pieces were sold, not {PIECES}", sold.len());
        Ok(())
    }

    /// Takes every shopper through the checkout to the review page.
    async fn prepare_all(&self, origins: &[String]) -> Result<Vec<(Shopper, Review)>> {
        let mut ready = Vec::with_capacity(SHOPPERS);
        let mut preparing = JoinSet::new();
        for (number, origin) in (0..SHOPPERS).zip(origins.iter().cycle()) {
            if preparing.len() == PREPARING
                && let Some(done) = preparing.join_next().await
            {
                ready.push(done??);
            }
            let mut shopper = Shopper::new(origin, "en-gb");
            let purchase = purchase(&self.offer, 1, &format!("shopper-{number}"));
            preparing.spawn(async move {
                let review = shopper.prepare(&purchase).await.with_context(|| purchase.email.clone())?;
                anyhow::Ok((shopper, review))
            });
        }
        for done in preparing.join_all().await {
            ready.push(done?);
        }
        Ok(ready)
    }

    fn expect_reason(&self, page: &Page) -> Result<()> {
        let is_expected = page.status.is_client_error() || page.status == StatusCode::OK;
        ensure!(is_expected && page.is_html(), "a refusal came as {}", page.status);
        let text = page.text().replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&");
        ensure!(text.contains(&self.offer.title), "a refusal does not name the line {:?}", self.offer.title);
        let says_why = text.to_lowercase().contains("sold out");
        ensure!(says_why, "a refusal ({}) does not say what is wrong with the line:\n{text}", page.status);
        Ok(())
    }
}

/// Waits for a condition that a copy meets a little later than the primary.
async fn until(mut is_met: impl AsyncFnMut() -> Result<bool>) -> Result<()> {
    let began = Instant::now();
    while !is_met().await? {
        ensure!(began.elapsed() < LAG_MAX, "after {LAG_MAX:?}");
        sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// Places an order. Returns the redirect to it, or the page that says why it is refused.
async fn place_and_follow(shopper: &mut Shopper, review: &Review) -> Result<Page> {
    let answer = shopper.place_with_retries(review).await?;
    match answer.location().map(str::to_owned) {
        Some(location) if placed_number(&answer).is_none() => shopper.get_with_retries(&location).await,
        _ => Ok(answer),
    }
}

/// Places all orders at the same time, every tenth twice. Returns the answers by order id.
async fn place_all(ready: Vec<(Shopper, Review)>) -> Result<BTreeMap<String, Vec<Page>>> {
    let mut placing = JoinSet::new();
    for (number, (shopper, review)) in ready.into_iter().enumerate() {
        let id = review.form.get("order_id").context("the review has no order id")?.to_owned();
        for _ in 0..if number % 10 == 0 { 2 } else { 1 } {
            let (mut shopper, review, id) = (shopper.clone(), review.clone(), id.clone());
            placing.spawn(async move { anyhow::Ok((id, place_and_follow(&mut shopper, &review).await?)) });
        }
    }
    let mut answers: BTreeMap<String, Vec<Page>> = BTreeMap::new();
    for answer in placing.join_all().await {
        let (id, page) = answer?;
        answers.entry(id).or_default().push(page);
    }
    Ok(answers)
}
