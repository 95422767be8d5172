//! No oversell: a thousand shoppers press the button at once for the last ten pieces.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use http::StatusCode;
use outpost_trials::checkout::placed_number;
use outpost_trials::{Offer, Page, Purchase, Review, Setup, Shop, Shopper};
use tokio::task::JoinSet;

const SHOPPERS: usize = 1_000;
const PIECES: u32 = 10;
/// Shoppers who fill in their forms at the same time.
const PREPARING: usize = 16;

fn purchase(offer: &Offer, quantity: u32, name: &str) -> Purchase {
    Purchase { sku: offer.sku.clone(), quantity, email: format!("{name}@shop.example"), payment: "manual" }
}

/// Buys of some variant until ten pieces are left.
async fn leave_ten(shop: &Shop) -> Result<(Offer, String)> {
    let mut crawler = shop.shopper("en-gb");
    for product in crawler.products(usize::MAX).await? {
        // The page shows no more than 99, so only a smaller number is the whole stock.
        let Some(offer) = crawler.offer(&product).await?.filter(|offer| (PIECES + 1..99).contains(&offer.limit)) else {
            continue;
        };
        let mut buyer = shop.shopper("en-gb");
        let Ok(review) = buyer.prepare(&purchase(&offer, offer.limit - PIECES, "early")).await else { continue };
        let answer = buyer.place(&review).await?;
        ensure!(placed_number(&answer).is_some(), "the early order was refused: {}", answer.status);
        let left = crawler.offer(&product).await?.map(|offer| offer.limit);
        ensure!(left == Some(PIECES), "{left:?} pieces are left, not {PIECES}");
        return Ok((offer, product));
    }
    anyhow::bail!("no product has between {PIECES} and 99 pieces")
}

/// Every shopper goes the whole way to a review page of their own.
async fn prepare_all(shop: &Shop, offer: &Offer) -> Result<Vec<(Shopper, Review)>> {
    let mut ready = Vec::with_capacity(SHOPPERS);
    let mut preparing = JoinSet::new();
    for number in 0..SHOPPERS {
        if preparing.len() == PREPARING
            && let Some(done) = preparing.join_next().await
        {
            ready.push(done??);
        }
        let mut shopper = shop.shopper("en-gb");
        let purchase = purchase(offer, 1, &format!("shopper-{number}"));
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

/// What a shopper sees after the button: the order's address, or the page that says why there is none.
async fn press(shopper: &mut Shopper, review: &Review) -> Result<Page> {
    let answer = shopper.place(review).await?;
    match answer.location().map(str::to_owned) {
        Some(location) if placed_number(&answer).is_none() => shopper.get(&location).await,
        _ => Ok(answer),
    }
}

/// All buttons are pressed at once, every tenth twice; the answers by order id.
async fn press_all(ready: Vec<(Shopper, Review)>) -> Result<BTreeMap<String, Vec<Page>>> {
    let mut pressing = JoinSet::new();
    for (number, (shopper, review)) in ready.into_iter().enumerate() {
        let id = review.form.get("order_id").context("the review has no order id")?.to_owned();
        for _ in 0..if number % 10 == 0 { 2 } else { 1 } {
            let (mut shopper, review, id) = (shopper.clone(), review.clone(), id.clone());
            pressing.spawn(async move { anyhow::Ok((id, press(&mut shopper, &review).await?)) });
        }
    }
    let mut answers: BTreeMap<String, Vec<Page>> = BTreeMap::new();
    for answer in pressing.join_all().await {
        let (id, page) = answer?;
        answers.entry(id).or_default().push(page);
    }
    Ok(answers)
}

fn assert_names_the_line(page: &Page, offer: &Offer) {
    assert!(page.status.is_client_error() || page.status == StatusCode::OK, "a refusal came as {}", page.status);
    assert!(page.is_html(), "a refusal is no page");
    let words = page.text().replace("&#x27;", "'").replace("&#39;", "'").replace("&amp;", "&");
    assert!(words.contains(&offer.title), "a refusal does not name the line {:?}", offer.title);
    assert!(words.to_lowercase().contains("sold out"), "a refusal does not say what is wrong with the line");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_ten_pieces_are_sold_once() -> Result<()> {
    let mut shop = Shop::open(&Setup { products: 60, ..Setup::default() }).await?;
    let (offer, product) = leave_ten(&shop).await?;
    let ready = prepare_all(&shop, &offer).await?;
    let answers = press_all(ready).await?;
    assert_eq!(answers.len(), SHOPPERS, "every shopper had an order id of their own");

    let mut sold = BTreeMap::new();
    for (id, pages) in &answers {
        let numbers: Vec<_> = pages.iter().map(placed_number).collect();
        assert!(numbers.windows(2).all(|pair| pair[0] == pair[1]), "one id was answered in two ways: {numbers:?}");
        match &numbers[0] {
            Some(number) => assert_eq!(sold.insert(number.clone(), id.clone()), None, "one number for two orders"),
            None => pages.iter().for_each(|page| assert_names_the_line(page, &offer)),
        }
    }
    assert_eq!(sold.len(), PIECES as usize, "pieces sold");
    let left = shop.shopper("en-gb").offer(&product).await?;
    assert_ne!(left.map(|left| left.sku), Some(offer.sku), "the page still offers what is sold out");
    println!("{}", shop.verify().await?);
    Ok(())
}
