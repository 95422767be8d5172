//! Sixteen visitors share one instance of the storefront; none sees anything of another.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use outpost_trials::{Offer, Page, Purchase, Setup, Shop, Shopper};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

const SESSIONS: usize = 16;
const ROUNDS: usize = 25;
const PREFIXES: [&str; 5] = ["en-gb", "de-de", "ja-jp", "en-de", "en-jp"];

/// A visitor with a cart that nobody else has.
struct Session {
    shopper: Shopper,
    own: Offer,
    quantity: u32,
    email: String,
}

impl Session {
    /// What a page of this visitor's own may and may not hold.
    fn check(&self, page: &Page, all: &[(String, String)]) -> Result<()> {
        let html = page.text();
        let language = format!("<html lang=\"{}", self.shopper.prefix().split('-').next().unwrap_or(""));
        ensure!(page.status.is_success(), "{}", page.status);
        ensure!(html.contains(&language), "the page of {} is in another language", self.shopper.prefix());
        for (sku, email) in all.iter().filter(|(sku, _)| *sku != self.own.sku) {
            ensure!(!html.contains(&format!("/cart/lines/{sku}\"")), "{} sees the cart line {sku}", self.email);
            ensure!(!html.contains(email.as_str()), "{} sees {email}", self.email);
        }
        Ok(())
    }

    /// Cart and checkout, over and over, in step with all others.
    async fn visit(mut self, all: Arc<Vec<(String, String)>>, step: Arc<Barrier>) -> Result<()> {
        let (cart, review) = (self.shopper.path("/cart"), self.shopper.path("/checkout/review"));
        for _ in 0..ROUNDS {
            step.wait().await;
            let page = self.shopper.get(&cart).await?;
            self.check(&page, &all)?;
            let line = page.form(&format!("{cart}/lines/{}", self.own.sku)).context("the own line is missing")?;
            ensure!(line.get("quantity") == Some(&self.quantity.to_string()), "another quantity");
            step.wait().await;
            let page = self.shopper.get(&review).await?;
            self.check(&page, &all)?;
            ensure!(page.text().contains(&self.email), "the review shows another mail address");
        }
        Ok(())
    }
}

async fn open_sessions(shop: &Shop) -> Result<Vec<Session>> {
    let mut sessions: Vec<Session> = Vec::new();
    for number in 0..SESSIONS {
        let mut shopper = shop.shopper(PREFIXES[number % PREFIXES.len()]);
        let quantity = 1 + u32::try_from(number)? % 4;
        let offers = shopper.offers(2 * SESSIONS, 4).await?;
        let own = offers.into_iter().find(|offer| sessions.iter().all(|session| session.own.sku != offer.sku));
        let own = own.context("too few products for sixteen carts")?;
        let email = format!("visitor-{number:02}@shop.example");
        let purchase = Purchase { sku: own.sku.clone(), quantity, email: email.clone(), payment: "test" };
        shopper.prepare(&purchase).await?;
        sessions.push(Session { shopper, own, quantity, email });
    }
    Ok(sessions)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_sessions_share_one_instance_without_mixing() -> Result<()> {
    let arguments = ["--share-writes", "--max-instance-reuse-count", "1000000"].map(str::to_owned).to_vec();
    let shop = Shop::open(&Setup { products: 80, arguments, ..Setup::default() }).await?;
    let sessions = open_sessions(&shop).await?;
    let all = Arc::new(sessions.iter().map(|one| (one.own.sku.clone(), one.email.clone())).collect::<Vec<_>>());
    let step = Arc::new(Barrier::new(SESSIONS));
    let mut visits = JoinSet::new();
    for session in sessions {
        visits.spawn(session.visit(Arc::clone(&all), Arc::clone(&step)));
    }
    // The first that fails ends the trial: the others would wait for it for ever.
    while let Some(visit) = visits.join_next().await {
        visit??;
    }
    let started = shop.metric("outpost_edge_instances_started_total", "component=\"storefront\"").await?;
    assert!((1.0..2.0).contains(&started), "{started} instances of the storefront were made, not one");
    Ok(())
}
