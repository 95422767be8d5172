//! What a shopper has said so far, kept in an encrypted cookie.

use outpost_domain::address::Address;
use outpost_domain::ids::OrderId;
use outpost_domain::market::Market;
use outpost_domain::payment::PaymentGateway;
use outpost_web_shop::view::AddressForm;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cookies::{Jar, Kind};

/// How long a draft is good for, in seconds; a browser that keeps its cookies longer sends it in vain.
const GOOD_SECONDS: i64 = 2 * 3_600;
/// How far the clock of the region may be ahead in which the draft was written.
const AHEAD_SECONDS: i64 = 15 * 60;

/// A checkout that is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    market: Market,
    said_at: i64,
    /// Where mail about the order goes.
    pub email: String,
    /// For the carrier; may be empty.
    pub phone: String,
    /// Where the parcel goes.
    pub shipping: Address,
    /// Where the bill goes, if elsewhere.
    pub billing: Option<Address>,
    /// Code of the delivery method.
    pub method: Option<String>,
    /// Code of the gateway.
    pub payment: Option<String>,
    /// The order that the review shows, with [`super::ticket::goods`] of it. It may be there without this browser
    /// knowing, for answers get lost on the way: whoever orders the same goods once more means that order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<(OrderId, String)>,
}

impl Draft {
    /// A draft that has been through the first step.
    pub fn new(market: Market, now: i64, form: &AddressForm) -> Self {
        Self {
            market,
            said_at: now,
            email: form.email.clone(),
            phone: form.phone.clone(),
            shipping: form.shipping.clone(),
            billing: form.billing_differs.then(|| form.billing.clone()),
            method: None,
            payment: None,
            order: None,
        }
    }

    /// The draft of this browser for a market, if it is ours and fresh.
    pub fn read(jar: &Jar, market: Market, now: i64) -> Option<Self> {
        let draft: Self = serde_json::from_str(&jar.get(Kind::Checkout)?).ok()?;
        (draft.market == market && (now - GOOD_SECONDS..=now + AHEAD_SECONDS).contains(&draft.said_at)).then_some(draft)
    }

    /// The same once a review shows which order it becomes.
    pub fn becoming(self, order: OrderId, goods: String) -> Self {
        Self { order: Some((order, goods)), ..self }
    }

    /// Keeps the draft in the browser.
    pub fn write(&self, jar: &mut Jar) -> Result<(), serde_json::Error> {
        jar.set(Kind::Checkout, serde_json::to_string(self)?);
        Ok(())
    }

    /// The form as it was filled in.
    pub fn form(&self) -> AddressForm {
        AddressForm {
            email: self.email.clone(),
            phone: self.phone.clone(),
            shipping: self.shipping.clone(),
            billing_differs: self.billing.is_some(),
            billing: self.billing.clone().unwrap_or_default(),
        }
    }

    /// The chosen gateway.
    pub fn payment_gateway(&self) -> Option<PaymentGateway> {
        self.payment.as_deref()?.parse().ok()
    }

    /// A short text that changes whenever anything that is ordered by does.
    pub fn digest(&self) -> String {
        let parts = [
            self.email.as_str(),
            &self.phone,
            self.method.as_deref().unwrap_or(""),
            self.payment.as_deref().unwrap_or(""),
        ];
        let mut hash = Sha256::new();
        for part in parts.into_iter().chain(address_parts(&self.shipping)) {
            hash.update(part);
            hash.update([0]);
        }
        for part in self.billing.iter().flat_map(address_parts) {
            hash.update(part);
            hash.update([0]);
        }
        hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }
}

fn address_parts(address: &Address) -> [&str; 7] {
    let Address { name, line1, line2, city, region, postal_code, country } = address;
    [name, line1, line2, city, region, postal_code, country]
}
