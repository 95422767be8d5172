//! The three steps of the checkout: address, delivery and payment, review.

use outpost_domain::address::Address;
use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::money::Money;
use outpost_domain::payment::PaymentGateway;

use super::address::{AddressForm, Country, FieldError};
use super::cart::{CartLine, LineChange, Totals};

/// Step one: contact and address. Posts to `/{m}/checkout`.
///
/// The button named `step` says what is wanted: `country` shows the form again for the chosen country (nothing is
/// checked, everything typed is kept), `next` goes on.
#[derive(Clone, Debug)]
pub struct Checkout {
    /// What the fields hold. `shipping.country` decides which fields there are.
    pub form: AddressForm,
    /// Where the market delivers; one is enough.
    pub countries: Vec<Country>,
    /// Fields that were not accepted.
    pub errors: Vec<FieldError>,
    /// The lines, for the summary beside the form.
    pub lines: Vec<CartLine>,
    /// The sums, for the summary.
    pub totals: Totals,
}

/// Step two: delivery method and payment method. Posts `delivery` and `payment` to `/{m}/checkout/delivery`.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Mail address from step one.
    pub email: String,
    /// Where it goes.
    pub shipping: Address,
    /// The ways it can be sent; empty says that nothing can be sent there.
    pub methods: Vec<DeliveryMethod>,
    /// The ways to pay.
    pub payments: Vec<PaymentMethod>,
    /// Nothing, or an unknown delivery method, was chosen.
    pub delivery_missing: bool,
    /// Nothing, or an unknown payment method, was chosen.
    pub payment_missing: bool,
    /// The lines, for the summary.
    pub lines: Vec<CartLine>,
    /// The sums, for the summary.
    pub totals: Totals,
}

/// A way to send the parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryMethod {
    /// Its code: the value of the radio button `delivery`.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// What it costs for this cart.
    pub cost: Money,
    /// When it arrives.
    pub window: DeliveryWindow,
    /// Chosen.
    pub selected: bool,
}

/// A way to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentMethod {
    /// Which.
    pub gateway: PaymentGateway,
    /// Chosen.
    pub selected: bool,
}

/// Step three: everything once more, and the button that places the order.
///
/// Posts `order_id` and `expected_total` (minor units) to `/{m}/checkout/review`.
#[derive(Clone, Debug)]
pub struct Review {
    /// The id the order will have; the same one when the button is pressed twice.
    pub order_id: String,
    /// Mail address.
    pub email: String,
    /// Where it goes.
    pub shipping: Address,
    /// Where the bill goes, if elsewhere.
    pub billing: Option<Address>,
    /// How it is sent.
    pub delivery: DeliveryMethod,
    /// How it is paid.
    pub payment: PaymentGateway,
    /// The lines.
    pub lines: Vec<CartLine>,
    /// The sums; `total` is what the shopper agrees to.
    pub totals: Totals,
    /// Why the order was not placed at the last attempt.
    pub refusals: Vec<Refusal>,
    /// For how many minutes stock is held once the order is placed.
    pub hold_minutes: u32,
}

/// Why an order was not placed. Nothing was charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A line changed.
    Line {
        /// The product's name.
        name: String,
        /// What changed.
        change: LineChange,
    },
    /// The total is another one now.
    TotalChanged {
        /// What the shopper saw.
        was: Money,
        /// What it is now.
        now: Money,
    },
    /// The delivery method is not offered any more for this address or weight.
    DeliveryGone,
}
