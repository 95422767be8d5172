//! An order after it was placed, and the form that finds one.

use outpost_domain::address::Address;
use outpost_domain::delivery::DeliveryWindow;
use outpost_domain::money::Money;
use outpost_domain::order::{OrderEventKind, OrderState};
use outpost_domain::payment::PaymentGateway;
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
    /// Where it stands.
    pub state: OrderState,
    /// It was placed or paid a moment ago: the page says thank you.
    pub just_placed: bool,
    /// The hold on stock while payment is awaited.
    pub hold: Option<Hold>,
    /// What happened, the oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// The sums.
    pub totals: Totals,
    /// Where it goes.
    pub shipping: Address,
    /// Where the bill goes, if elsewhere.
    pub billing: Option<Address>,
    /// Name of the delivery method.
    pub delivery_name: String,
    /// When it arrives, if known.
    pub delivery_window: Option<DeliveryWindow>,
    /// How it is paid.
    pub payment: PaymentGateway,
    /// Where a bank transfer goes; when absent, the shopper is told how to ask.
    pub bank: Option<BankAccount>,
}

/// An account that money is transferred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// Whose it is.
    pub holder: String,
    /// Its IBAN in groups of four.
    pub iban: String,
    /// The bank's BIC; may be empty.
    pub bic: String,
    /// The bank's name; may be empty.
    pub bank: String,
}

/// The hold on stock while payment is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// When it ends.
    pub expires_at: OffsetDateTime,
    /// How often it was extended, if it may be once more: posted as `extension` to `/{m}/orders/{number}/hold`, so that
    /// pressing twice extends once.
    pub extension: Option<usize>,
}

/// Something that happened to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: OffsetDateTime,
    /// What.
    pub kind: OrderEventKind,
}

/// A line of an order, as it was bought.
#[derive(Clone, Debug)]
pub struct OrderLine {
    /// SKU of the variant.
    pub sku: String,
    /// Slug of the product, if it is still sold.
    pub slug: Option<String>,
    /// Name at the time.
    pub name: String,
    /// The options in words; may be empty.
    pub options: String,
    /// Its picture, if there still is one.
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
    /// What was typed.
    pub number: String,
    /// What was typed.
    pub email: String,
    /// Why nothing was found.
    pub problem: Option<TrackProblem>,
}

/// Why an order was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackProblem {
    /// No order has this number and this mail address (which of the two is not said).
    NotFound,
    /// Fields that were not accepted.
    Malformed {
        /// The number is empty or cannot be one.
        number: bool,
        /// The mail address is empty or cannot be one.
        email: bool,
    },
}
