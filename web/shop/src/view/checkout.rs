//! The three steps of the checkout: address, delivery and payment, review.

use outpost_domain::address::Address;
use outpost_domain::delivery::{DeliveryWindow, TimeSlot};
use outpost_domain::money::Money;
use outpost_domain::payment::PaymentMethod;

use super::address::{AddressForm, Country, FieldError};
use super::cart::{CartLine, Delay, LineChange, Totals};

/// Step one: contact and address. Posts to `/{m}/checkout`.
///
/// The button `step` has several values: `country`, `email`, `postcode` and `billing_postcode` show the form again, for the
/// chosen country, with a suggestion for the mail address, or with what the postcode says (nothing is validated, the input
/// is kept), `next` continues. The button `email_suggestion` accepts the suggestion.
#[derive(Clone, Debug)]
pub struct Checkout {
    /// The values of the fields. `shipping.country` decides which fields the form has.
    pub form: AddressForm,
    /// The countries of delivery; at least one.
    pub countries: Vec<Country>,
    /// The mail address that was probably meant, where the one of the form has a likely slip.
    pub email_suggestion: Option<String>,
    /// Fields that were not accepted.
    pub errors: Vec<FieldError>,
    /// The lines, for the summary beside the form.
    pub lines: Vec<CartLine>,
    /// The totals, for the summary.
    pub totals: Totals,
}

/// Step two: delivery method and payment method. Posts `delivery` and `payment` to `/{m}/checkout/delivery`.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Mail address from step one.
    pub email: String,
    /// The mail address that was probably meant. Its button posts `email_suggestion`.
    pub email_suggestion: Option<String>,
    /// What the whole parcel waits for.
    pub delay: Option<Delay>,
    /// The times of day to choose from (select `slot`, empty: any); none where the carriers offer no choice.
    pub slots: Vec<TimeSlot>,
    /// The chosen time of day.
    pub slot: Option<TimeSlot>,
    /// The other number of parcels, where there is a choice.
    pub parcels: Option<ParcelOffer>,
    /// Lines that are too heavy for a parcel to the address, by name; there are no methods then.
    pub too_heavy: Vec<(String, LineChange)>,
    /// Address of delivery.
    pub shipping: Address,
    /// The delivery methods; without any, the page says that the shop cannot deliver there.
    pub methods: Vec<DeliveryMethod>,
    /// The payment methods.
    pub payments: Vec<PaymentChoice>,
    /// Nothing, or an unknown delivery method, was chosen.
    pub delivery_missing: bool,
    /// Nothing, or an unknown payment method, was chosen.
    pub payment_missing: bool,
    /// The lines, for the summary.
    pub lines: Vec<CartLine>,
    /// The totals, for the summary.
    pub totals: Totals,
}

/// A delivery method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryMethod {
    /// Its code: the value of the radio button `delivery`.
    pub code: String,
    /// Its name in the page's language.
    pub name: String,
    /// Cost for this cart.
    pub cost: Money,
    /// The days of arrival of each parcel; at least one.
    pub windows: Vec<DeliveryWindow>,
    /// Whether it is chosen.
    pub selected: bool,
}

/// Another number of parcels than the chosen one. Its button posts `parcels`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelOffer {
    /// The days of arrival of each parcel: one, or two.
    pub windows: Vec<DeliveryWindow>,
    /// What delivery costs then.
    pub cost: Money,
}

impl ParcelOffer {
    /// The value of `parcels` for everything together.
    pub const ONE: &'static str = "one";
    /// The value of `parcels` for two parcels.
    pub const TWO: &'static str = "two";
}

/// A way to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentChoice {
    /// The way.
    pub method: PaymentMethod,
    /// Whether it is chosen.
    pub selected: bool,
}

/// Step three: everything once more, and the button that places the order.
///
/// Posts `order_id` and `expected_total` (minor units) to `/{m}/checkout/review`.
#[derive(Clone, Debug)]
pub struct Review {
    /// The id the order will have; pressing the button twice sends the same one.
    pub order_id: String,
    /// Mail address.
    pub email: String,
    /// Address of delivery.
    pub shipping: Address,
    /// Billing address, where it differs.
    pub billing: Option<Address>,
    /// The chosen delivery method.
    pub delivery: DeliveryMethod,
    /// The time of day that the shopper wishes.
    pub slot: Option<TimeSlot>,
    /// What the whole parcel waits for.
    pub delay: Option<Delay>,
    /// The chosen way to pay.
    pub payment: PaymentMethod,
    /// The lines.
    pub lines: Vec<CartLine>,
    /// The totals; the shopper agrees to `total`.
    pub totals: Totals,
    /// Why the last attempt was refused; empty at the first.
    pub refusals: Vec<Refusal>,
    /// How long stock is held once the order is placed.
    pub hold_minutes: Option<u32>,
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
    /// The total changed.
    TotalChanged {
        /// The amount the shopper saw.
        was: Money,
        /// The amount now.
        now: Money,
    },
    /// The delivery method is no longer offered for this address or weight.
    DeliveryGone,
    /// The rate of delivery changed.
    DeliveryRate {
        /// The rate that the shopper saw.
        was: Money,
        /// The rate now.
        now: Money,
    },
    /// The value from which on delivery is free changed.
    FreeDelivery {
        /// The value now; none where delivery is never free.
        from: Option<Money>,
    },
    /// The tax on delivery changed.
    DeliveryTax,
    /// The market does not offer the time of day any more.
    SlotGone,
    /// The way to pay is no longer offered.
    PaymentGone,
}
