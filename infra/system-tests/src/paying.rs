//! Paying an order: from the shop to the payment sandbox's page and back, as a shopper without scripts does it.

use anyhow::{Context, Result, ensure};
use http::StatusCode;
use outpost_regions::Sandbox;

use crate::page::Page;
use crate::raw_http;
use crate::shopper::Shopper;

/// The card that pays.
pub const PAYS: &str = "4242 4242 4242 4242";
/// The card that is declined.
pub const DECLINES: &str = "4000 0000 0000 0002";
/// The card whose bank asks (3-D Secure).
pub const ASKS: &str = "4000 0025 0000 3155";

impl Shopper {
    /// Pays an order at the sandbox with the card that pays, and comes back. Where the order is paid already, or cannot be
    /// paid now, the answer is the shop's.
    ///
    /// # Errors
    /// When no complete answer arrived on the way. The order may or may not be paid; paying again is safe.
    pub async fn pay(&mut self, number: &str) -> Result<Page> {
        let answer = self.start_payment(number).await?;
        let Some(mut hosted) = HostedPage::after(self, &answer) else { return Ok(answer) };
        let answer = hosted.charge(PAYS).await?;
        self.come_back(&answer).await
    }

    /// Presses the button that leads to the provider's page. The answer leads there, or says why not.
    ///
    /// # Errors
    /// As [`Shopper::submit`].
    pub async fn start_payment(&mut self, number: &str) -> Result<Page> {
        let path = self.path(&format!("/orders/{number}/pay"));
        let page = self.get(&path).await?;
        let Some(mut form) = page.form(&path) else { return Ok(page) };
        form.set("method", "card");
        self.submit(&form).await
    }

    /// Follows the provider back to the shop, in the region where the shopper is.
    ///
    /// # Errors
    /// When the answer leads nowhere else.
    pub async fn come_back(&mut self, answer: &Page) -> Result<Page> {
        let back = answer.location().with_context(|| format!("{} does not lead back to the shop", answer.status))?;
        let (_, path) = split(back).context("the way back has no origin")?;
        self.get(path).await
    }
}

/// The page of a payment at the provider, in the shopper's browser.
#[derive(Debug)]
pub struct HostedPage {
    browser: Shopper,
    path: String,
}

impl HostedPage {
    /// The page that an answer of the shop leads to; `None` where it leads to none.
    pub fn after(shopper: &Shopper, answer: &Page) -> Option<Self> {
        let (origin, path) = split(answer.location()?)?;
        Some(Self { browser: shopper.elsewhere(origin), path: path.to_owned() })
    }

    /// Opens it.
    ///
    /// # Errors
    /// When no complete answer arrived.
    pub async fn open(&mut self) -> Result<Page> {
        self.browser.get(&self.path).await
    }

    /// Enters a card. The answer leads back to the shop, or shows what is wrong.
    ///
    /// # Errors
    /// When there is no form for a card.
    pub async fn charge(&mut self, number: &str) -> Result<Page> {
        self.submit(&[("card_number", number), ("card_expiry", "12/49"), ("card_cvc", "123")]).await
    }

    /// Answers the bank: `approve` or `refuse`.
    ///
    /// # Errors
    /// When the bank does not ask.
    pub async fn answer_bank(&mut self, answer: &str) -> Result<Page> {
        self.submit(&[("answer", answer)]).await
    }

    async fn submit(&mut self, fields: &[(&str, &str)]) -> Result<Page> {
        let page = self.open().await?;
        let action = page.attributes("form", "action").into_iter().next();
        let action = action.with_context(|| format!("the hosted page has no form: {}", page.status))?;
        self.browser.post(&action, fields).await
    }
}

/// Origin and path of an absolute address.
fn split(address: &str) -> Option<(&str, &str)> {
    let host = address.find("://")? + 3;
    Some(address.split_at(host + address[host..].find('/')?))
}

/// Tells the sandbox how to misbehave; docs/guides/payments.md has the fields.
///
/// # Errors
/// When it does not take the script.
pub async fn script(sandbox: &Sandbox, script: &serde_json::Value) -> Result<()> {
    let answer = call(sandbox, "POST", "/v1/script", "script", &script.to_string()).await?;
    ensure!(answer.status == StatusCode::NO_CONTENT, "the script was not taken: {}", answer.text());
    Ok(())
}

/// What the sandbox has taken and given back, in minor units of all currencies.
///
/// # Errors
/// When it does not answer.
pub async fn totals(sandbox: &Sandbox) -> Result<(i64, i64)> {
    let (mut captured, mut refunded, mut after) = (0, 0, String::new());
    loop {
        let page = call(sandbox, "GET", &format!("/v1/payments?after={after}"), "", "").await?;
        let list: serde_json::Value = serde_json::from_slice(&page.body).context("a list of payments")?;
        let payments = list["payments"].as_array().context("a list of payments")?;
        let sum = |field: &str| payments.iter().filter_map(|payment| payment[field].as_i64()).sum::<i64>();
        captured += sum("captured_minor");
        refunded += sum("refunded_minor");
        match payments.last().and_then(|payment| payment["reference"].as_str()) {
            Some(last) => last.clone_into(&mut after),
            None => return Ok((captured, refunded)),
        }
    }
}

/// A call of the sandbox's API, as the shop makes it.
///
/// # Errors
/// When no complete answer arrived.
pub async fn call(sandbox: &Sandbox, method: &str, path: &str, key: &str, body: &str) -> Result<Page> {
    let (address, api_key, length) = (sandbox.address, &sandbox.api_key, body.len());
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nauthorization: Bearer {api_key}\r\n\
         idempotency-key: {key}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    raw_http::send(address, request.as_bytes()).await
}
