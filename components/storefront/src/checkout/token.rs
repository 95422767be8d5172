//! The sealed checkout token in a review page's form: it places the order that the page showed, and no other.

use outpost_domain::ids::{OrderId, Sku};
use outpost_domain::market::MarketLocale;
use outpost_domain::order::Agreement;
use outpost_http::hash::Hash;
use outpost_http::secrets::{Purpose, Secrets};
use outpost_http::{Failure, seal};
use serde::{Deserialize, Serialize};

const LABEL: &str = "review";
/// How long a review can be agreed to, in seconds: as long as the checkout's cookie lasts.
const TTL_SECONDS: i64 = 2 * 3_600;

/// A short text that is the same for the same lines: SKUs and quantities in their order.
pub(crate) fn line_digest<'a>(lines: impl Iterator<Item = (&'a Sku, u32)>) -> String {
    lines
        .fold(Hash::default(), |hash, (sku, quantity)| hash.with(sku.as_str().as_bytes()).with(&quantity.to_le_bytes()))
        .to_string()
}

/// What a shopper agrees to by pressing the button.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CheckoutToken {
    /// The order's id, the same however often the button is pressed.
    pub id: OrderId,
    /// The market and language it was shown in.
    pub prefix: MarketLocale,
    /// The total in minor units.
    pub total: i64,
    /// Lines, parcels, prices and rates.
    pub agreement: Agreement,
    /// Code of the way to pay.
    pub payment: String,
    /// Digest of the draft that was shown.
    pub draft: String,
}

impl CheckoutToken {
    /// The text of the hidden field `order_id`.
    pub fn seal(&self, secrets: &Secrets, now: i64) -> Result<String, Failure> {
        Ok(seal::seal(secrets.keys(Purpose::Checkout)?, LABEL, &serde_json::to_string(self)?, now))
    }

    /// Reads a hidden field back; only text that we sealed, and not too long ago, is accepted.
    pub fn open(secrets: &Secrets, token: &str, now: i64) -> Option<Self> {
        let keys = secrets.keys(Purpose::Checkout).ok()?;
        serde_json::from_str(&seal::open(keys, LABEL, token, now, TTL_SECONDS)?).ok()
    }

    /// The [`line_digest`] of its lines.
    pub fn line_digest(&self) -> String {
        line_digest(self.agreement.lines.iter().map(|line| (&line.sku, line.quantity)))
    }
}
