//! The way from a product to a placed order, page by page and form by form, as a guest without scripts takes it.

use anyhow::{Context, Result, ensure};
use http::StatusCode;
use http::header::RETRY_AFTER;
use tokio::time::{Duration, sleep};

use crate::page::{Form, Page};
use crate::shopper::Shopper;

/// Times that somebody comes back to a busy shop.
const PATIENCE: u32 = 30;

/// What a shopper is about to buy.
#[derive(Clone, Debug)]
pub struct Purchase {
    /// Which variant.
    pub sku: String,
    /// How many pieces.
    pub quantity: u32,
    /// Where the confirmation goes; it finds the order later.
    pub email: String,
    /// `test` (card) or `manual` (bank transfer).
    pub payment: &'static str,
}

/// The review page with its button not yet pressed.
#[derive(Clone, Debug)]
pub struct Review {
    /// The form behind the button; it carries the order's id.
    pub form: Form,
    /// The page around it.
    pub page: Page,
}

impl Shopper {
    /// Puts pieces of a variant into the cart.
    ///
    /// # Errors
    /// When the shop does not take them.
    pub async fn add(&mut self, sku: &str, quantity: u32) -> Result<()> {
        let path = self.path("/cart/lines");
        let answer = self.post(&path, &[("sku", sku), ("quantity", &quantity.to_string())]).await?;
        expect(&answer, StatusCode::SEE_OTHER, "adding to the cart")
    }

    /// Fills the cart and goes through the checkout up to the review page.
    ///
    /// # Errors
    /// When a page on the way is not what it should be.
    pub async fn prepare(&mut self, purchase: &Purchase) -> Result<Review> {
        self.add(&purchase.sku, purchase.quantity).await?;
        self.enter_address(&purchase.email).await?;
        self.choose_delivery(purchase.payment).await?;
        self.review().await
    }

    /// Opens the review page.
    ///
    /// # Errors
    /// When there is no such page: the checkout has not come so far, or the cart cannot be bought.
    pub async fn review(&mut self) -> Result<Review> {
        let path = self.path("/checkout/review");
        let page = self.get(&path).await?;
        expect(&page, StatusCode::OK, "the review page")?;
        let form = page.form(&path).context("the review page has no form")?;
        Ok(Review { form, page })
    }

    /// Presses the button.
    ///
    /// # Errors
    /// When no whole answer came: the order may or may not be placed, and pressing again does no harm.
    pub async fn place(&mut self, review: &Review) -> Result<Page> {
        self.submit(&review.form).await
    }

    /// Presses the button, and again a second later for as long as the shop says that it is too busy.
    ///
    /// # Errors
    /// As [`Shopper::place`], and when a busy shop does not say when to come back.
    pub async fn insist(&mut self, review: &Review) -> Result<Page> {
        let (mut answer, mut patience) = (self.place(review).await?, PATIENCE);
        while waits(&answer, &mut patience).await? {
            answer = self.place(review).await?;
        }
        Ok(answer)
    }

    /// Asks for a page, and again a second later for as long as the shop says that it is too busy.
    ///
    /// # Errors
    /// When no page came, and when a busy shop does not say when to come back.
    pub async fn wait_for(&mut self, path: &str) -> Result<Page> {
        let (mut answer, mut patience) = (self.get(path).await?, PATIENCE);
        while waits(&answer, &mut patience).await? {
            answer = self.get(path).await?;
        }
        Ok(answer)
    }

    /// Pays an order with the test gateway's card that always pays.
    ///
    /// # Errors
    /// As [`Shopper::place`].
    pub async fn pay(&mut self, number: &str) -> Result<Page> {
        let path = self.path(&format!("/orders/{number}/pay"));
        let card = [("card_number", "4242 4242 4242 4242"), ("card_expiry", "12/49"), ("card_cvc", "123")];
        self.post(&path, &card).await
    }

    /// Asks for an order by its number and mail address, as somebody without cookies would.
    ///
    /// # Errors
    /// When no page came.
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

/// The number of the order that an answer to the button leads to; `None` where the order was refused.
pub fn placed_number(answer: &Page) -> Option<String> {
    let (_, after) = answer.location()?.split_once("/orders/")?;
    (answer.status == StatusCode::SEE_OTHER).then(|| after.split('/').next().unwrap_or(after).to_owned())
}

fn expect(page: &Page, status: StatusCode, what: &str) -> Result<()> {
    ensure!(page.status == status, "{}", unexpected(page, what));
    Ok(())
}

fn unexpected(page: &Page, what: &str) -> String {
    let said = page.heading().unwrap_or_else(|| page.text().chars().take(300).collect());
    format!("{what}: {} {} {said:?}", page.status, page.location().unwrap_or(""))
}

/// An address at home in the market.
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
            ("name", "Terry Trial"),
            ("line1", "1 Proof Lane"),
            ("city", "Leeds"),
            ("postcode", "LS1 4AP"),
        ],
    }
}

/// Whether the shop was too busy and there is patience left; takes a second of it then.
async fn waits(answer: &Page, patience: &mut u32) -> Result<bool> {
    let again = answer.status == StatusCode::SERVICE_UNAVAILABLE && *patience > 0;
    if again {
        ensure!(answer.headers.contains_key(RETRY_AFTER), "a busy shop does not say when to come back");
        *patience -= 1;
        sleep(Duration::from_secs(1)).await;
    }
    Ok(again)
}
