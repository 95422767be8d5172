//! What a shopper has entered so far, kept in an encrypted cookie.

use outpost_domain::address::Address;
use outpost_domain::delivery::TimeSlot;
use outpost_domain::ids::OrderId;
use outpost_domain::market::Market;
use outpost_domain::payment::PaymentMethod;
use outpost_http::cookies::{Cookies, Kind};
use outpost_web_shop::view::AddressForm;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How long a draft is valid, in seconds since its first step. Its cookie is sealed anew with every later one.
const TTL_SECONDS: i64 = 2 * 3_600;
/// How far ahead the clock of the region may be in which the draft was written.
const CLOCK_SKEW_SECONDS: i64 = 15 * 60;

/// A checkout that is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    market: Market,
    written_at: i64,
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
    /// Code of the way to pay.
    pub payment: Option<String>,
    /// What lies ready is sent before what is still to come.
    #[serde(default)]
    pub in_two_parcels: bool,
    /// The time of day at which the parcel shall come; any where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<TimeSlot>,
    /// The order that the review shows. It may be stored already without this browser knowing, since responses get
    /// lost: ordering the same lines again means the same order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<PendingOrder>,
}

/// An order that a review shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PendingOrder {
    /// The order's id.
    pub id: OrderId,
    /// Digest of its lines.
    pub line_digest: String,
}

impl Draft {
    /// A draft of the first step.
    pub fn new(market: Market, now: i64, form: &AddressForm) -> Self {
        Self {
            market,
            written_at: now,
            email: form.email.clone(),
            phone: form.phone.clone(),
            shipping: form.shipping.clone(),
            billing: form.billing_differs.then(|| form.billing.clone()),
            method: None,
            payment: None,
            in_two_parcels: false,
            slot: None,
            order: None,
        }
    }

    /// The draft of this browser for a market, if it is valid and fresh.
    pub fn read(cookies: &Cookies, market: Market, now: i64) -> Option<Self> {
        let draft: Self = serde_json::from_str(&cookies.get(Kind::Checkout)?).ok()?;
        (draft.market == market && (now - TTL_SECONDS..=now + CLOCK_SKEW_SECONDS).contains(&draft.written_at))
            .then_some(draft)
    }

    /// The draft with the order that the review shows.
    pub fn with_order(self, id: OrderId, line_digest: String) -> Self {
        Self { order: Some(PendingOrder { id, line_digest }), ..self }
    }

    /// Stores the draft in the browser.
    pub fn write(&self, cookies: &mut Cookies) -> Result<(), serde_json::Error> {
        cookies.set(Kind::Checkout, serde_json::to_string(self)?);
        Ok(())
    }

    /// The draft with the choices of the second step that were made before; it checks them against the new address.
    pub fn with_choices_of(self, before: Self) -> Self {
        let Self { method, payment, in_two_parcels, slot, order, .. } = before;
        Self { method, payment, in_two_parcels, slot, order, ..self }
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

    /// The chosen way to pay.
    pub fn payment_method(&self) -> Option<PaymentMethod> {
        self.payment.as_deref()?.parse().ok()
    }

    /// A short text that changes with every field of the order.
    pub fn digest(&self) -> String {
        let slot = self.slot.map(|slot| slot.to_string()).unwrap_or_default();
        let parts = [
            self.email.as_str(),
            &self.phone,
            self.method.as_deref().unwrap_or(""),
            self.payment.as_deref().unwrap_or(""),
            if self.in_two_parcels { "2" } else { "1" },
            &slot,
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
