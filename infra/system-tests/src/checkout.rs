//! From a product to a placed order, page by page and form by form, as a guest without scripts does it.

use anyhow::{Context, Result, ensure};
use http::StatusCode;
use http::header::RETRY_AFTER;
use tokio::time::{Duration, sleep};

use crate::page::{Form, Page};
use crate::shopper::Shopper;

/// Retries while the shop is too busy, one a second.
const RETRIES_MAX: u32 = 30;

/// The cookie by which a browser's unpaid orders are counted.
const VISITOR_COOKIE: &str = "__Host-visitor";

/// What a shopper is about to buy.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// Which variant.
    pub sku: String,
    /// How many pieces.
    pub quantity: u32,
    /// Where the confirmation goes. Tracking asks for it.
    pub email: String,
    /// `card` or `transfer`.
    pub payment: &'static str,
}

/// The review page before the order is placed.
#[derive(Clone, Debug)]
pub struct Review {
    /// The form that places the order. It carries the order's id.
    pub form: Form,
    /// The page that contains it.
    pub page: Page,
}

impl Shopper {
    /// Puts pieces of a variant into the cart.
    ///
    /// # Errors
    /// When the shop refuses.
    pub async fn add(&mut self, sku: &str, quantity: u32) -> Result<()> {
        let path = self.path("/cart/lines");
        let answer = self.post(&path, &[("sku", sku), ("quantity", &quantity.to_string())]).await?;
        expect(&answer, StatusCode::SEE_OTHER, "adding to the cart")
    }

    /// Fills the cart and goes through the checkout up to the review page, as a visitor who has not ordered before: a few
    /// shoppers stand for many.
    ///
    /// # Errors
    /// When one of the pages is not what it should be.
    pub async fn prepare(&mut self, purchase: &Purchase) -> Result<Review> {
        self.forget(VISITOR_COOKIE);
        self.add(&purchase.sku, purchase.quantity).await?;
        self.enter_address(&purchase.email).await?;
        self.choose_delivery(purchase.payment).await?;
        self.review().await
    }

    /// Opens the review page.
    ///
    /// # Errors
    /// When there is no such page: an earlier step is missing, or the cart cannot be bought.
    pub async fn review(&mut self) -> Result<Review> {
        let path = self.path("/checkout/review");
        let page = self.get(&path).await?;
        expect(&page, StatusCode::OK, "the review page")?;
        let form = page.form(&path).context("the review page has no form")?;
        Ok(Review { form, page })
    }

    /// Places the order.
    ///
    /// # Errors
    /// When no complete answer arrived. The order may or may not be placed; placing it again is safe.
    pub async fn place(&mut self, review: &Review) -> Result<Page> {
        self.submit(&review.form).await
    }

    /// Places the order, and retries every second while the shop is too busy.
    ///
    /// # Errors
    /// As [`Shopper::place`], and when a busy shop sends no `retry-after`.
    pub async fn place_with_retries(&mut self, review: &Review) -> Result<Page> {
        let (mut answer, mut retries) = (self.place(review).await?, RETRIES_MAX);
        while should_retry(&answer, &mut retries).await? {
            answer = self.place(review).await?;
        }
        Ok(answer)
    }

    /// Opens a page, and retries every second while the shop is too busy.
    ///
    /// # Errors
    /// When no complete answer arrived, and when a busy shop sends no `retry-after`.
    pub async fn get_with_retries(&mut self, path: &str) -> Result<Page> {
        let (mut answer, mut retries) = (self.get(path).await?, RETRIES_MAX);
        while should_retry(&answer, &mut retries).await? {
            answer = self.get(path).await?;
        }
        Ok(answer)
    }

    /// Looks an order up by its number and mail address, as somebody without cookies does.
    ///
    /// # Errors
    /// When no complete answer arrived.
    pub async fn track(&mut self, number: &str, email: &str) -> Result<Page> {
        let path = self.path("/track");
        let answer = self.post(&path, &[("number", number), ("email", email)]).await?;
        match answer.location().map(str::to_owned) {
            Some(location) => self.get(&location).await,
            None => Ok(answer),
        }
    }

    async fn enter_address(&mut self, email: &str) -> Result<()> {
        let path = self.path("/checkout");
        let page = self.get(&path).await?;
        let mut form = page.form(&path).with_context(|| unexpected(&page, "the address page"))?;
        form.set("email", email).set("step", "next");
        for (name, value) in address(self.prefix()) {
            form.set(name, *value);
        }
        let answer = self.submit(&form).await?;
        expect(&answer, StatusCode::SEE_OTHER, "the address")
    }

    async fn choose_delivery(&mut self, payment: &str) -> Result<()> {
        let path = self.path("/checkout/delivery");
        let page = self.get(&path).await?;
        let mut form = page.form(&path).with_context(|| unexpected(&page, "the delivery page"))?;
        let method = form.choices("delivery").next().context("no way to deliver")?.to_owned();
        form.set("delivery", method).set("payment", payment);
        let answer = self.submit(&form).await?;
        expect(&answer, StatusCode::SEE_OTHER, "the delivery method")
    }
}

/// The number of the order that the answer redirects to; `None` where the order was refused.
pub fn placed_number(answer: &Page) -> Option<String> {
    let (_, after) = answer.location()?.split_once("/orders/")?;
    (answer.status == StatusCode::SEE_OTHER).then(|| after.split('/').next().unwrap_or(after).to_owned())
}

fn expect(page: &Page, status: StatusCode, what: &str) -> Result<()> {
    ensure!(page.status == status, "{}", unexpected(page, what));
    Ok(())
}

fn unexpected(page: &Page, what: &str) -> String {
    let heading = page.heading().unwrap_or_else(|| page.text().chars().take(300).collect());
    format!("{what}: {} {} {heading:?}", page.status, page.location().unwrap_or(""))
}

/// An address of the market's country.
fn address(prefix: &str) -> &'static [(&'static str, &'static str)] {
    match prefix.rsplit('-').next() {
        Some("de") => &[
            ("country", "DE"),
            ("name", "Trude Probst"),
            ("line1", "Lindenallee 3"),
            ("postcode", "10117"),
            ("city", "Berlin"),
        ],
        Some("jp") => &[
            ("country", "JP"),
            ("name", "試験 花子"),
            ("postcode", "100-0001"),
            ("region", "東京都"),
            ("city", "千代田区"),
            ("line1", "千代田1-1"),
        ],
        _ => &[
            ("country", "GB"),
            ("name", "Terry Sample"),
            ("line1", "1 Proof Lane"),
            ("city", "Leeds"),
            ("postcode", "LS1 4AP"),
        ],
    }
}

/// Whether the shop was too busy and retries are left. Waits for a second then.
async fn should_retry(answer: &Page, retries: &mut u32) -> Result<bool> {
    let is_busy = answer.status == StatusCode::SERVICE_UNAVAILABLE && *retries > 0;
    if is_busy {
        ensure!(answer.headers.contains_key(RETRY_AFTER), "a busy shop sends no retry-after");
        *retries -= 1;
        sleep(Duration::from_secs(1)).await;
    }
    Ok(is_busy)
}
