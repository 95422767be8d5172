//! An order after it was placed, and the form that finds one.

use outpost_domain::address::Address;
use outpost_domain::delivery::{DeliveryWindow, TimeSlot};
use outpost_domain::money::Money;
use outpost_domain::order::{OrderEventKind, OrderStatus};
use outpost_domain::payment::PaymentMethod;
use outpost_domain::settings::BankAccount;
use outpost_web_ui::view::Picture;
use time::OffsetDateTime;

use super::cart::Totals;

/// Confirmation and status of an order.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its number.
    pub number: String,
    /// Mail address it was placed with.
    pub email: String,
    /// When it was placed.
    pub placed_at: OffsetDateTime,
    /// How it stands.
    pub status: OrderStatus,
    /// Whether it was placed or paid a moment ago: the page says thank you.
    pub just_placed: bool,
    /// The hold on stock while payment is awaited.
    pub hold: Option<Hold>,
    /// Its events, the oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// Its totals.
    pub totals: Totals,
    /// Address of delivery.
    pub shipping: Address,
    /// Billing address, where it differs.
    pub billing: Option<Address>,
    /// Name of the delivery method.
    pub delivery_name: String,
    /// The time of day that the shopper wished.
    pub delivery_slot: Option<TimeSlot>,
    /// The days of arrival of each parcel, where known.
    pub delivery_windows: Vec<DeliveryWindow>,
    /// How it is paid.
    pub payment: PaymentMethod,
    /// Whether it waits for its money and can be paid on a provider's page.
    pub can_pay: bool,
    /// The account for a bank transfer; without one, the page says how to ask for it.
    pub bank: Option<BankAccount>,
    /// What the page that makes an account is given, so that it asks for a password only; `None` for customers.
    pub account_offer: Option<String>,
}

/// The question whether an order shall be cancelled. Posts to `/{m}/orders/{number}/cancellation`.
#[derive(Clone, Debug)]
pub struct Cancellation {
    /// Number of the order.
    pub number: String,
    /// Its lines.
    pub lines: Vec<OrderLine>,
    /// How it was to be paid.
    pub payment: PaymentMethod,
}

/// The hold on stock while payment is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// When it ends.
    pub expires_at: OffsetDateTime,
    /// How often it was extended, where one more extension is allowed. The form posts it as `extension` to
    /// `/{m}/orders/{number}/hold`, so that pressing twice extends once.
    pub extension: Option<usize>,
}

/// An event of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When it happened.
    pub at: OffsetDateTime,
    /// What happened.
    pub kind: OrderEventKind,
}

/// A line of an order as it was agreed.
#[derive(Clone, Debug)]
pub struct OrderLine {
    /// SKU of the variant.
    pub sku: String,
    /// Slug of the product, if it is still sold.
    pub slug: Option<String>,
    /// Name when it was ordered.
    pub name: String,
    /// The variant's options as text; may be empty.
    pub options: String,
    /// Its picture, where the catalogue still has one.
    pub picture: Option<Picture>,
    /// Price of one piece.
    pub unit: Money,
    /// Pieces.
    pub quantity: u32,
    /// Price of the line.
    pub total: Money,
}

/// The form that finds an order: posts `number` and `email` to `/{m}/track`.
#[derive(Clone, Debug, Default)]
pub struct Track {
    /// The number as entered.
    pub number: String,
    /// The mail address as entered.
    pub email: String,
    /// Why nothing was found.
    pub problem: Option<TrackProblem>,
    /// The orders that this browser may see, the newest first.
    pub orders: Vec<OrderSummary>,
}

/// An order in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSummary {
    /// Its number.
    pub number: String,
    /// When it was placed.
    pub placed_at: OffsetDateTime,
    /// How it stands.
    pub status: OrderStatus,
    /// What was or is to be paid.
    pub total: Money,
    /// Whether it waits for a payment on a page of the shop.
    pub pays_here: bool,
}

/// Why an order was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackProblem {
    /// No order has this number and this mail address; the page does not tell which of the two is wrong.
    NotFound,
    /// Fields that were not accepted.
    Malformed {
        /// The number is empty or cannot be one.
        number: bool,
        /// The mail address is empty or cannot be one.
        email: bool,
    },
}
