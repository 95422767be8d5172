//! What surrounds every page: market, addresses, navigation, cart count, notice.

use std::sync::Arc;

use outpost_domain::category::CategoryLink;
use outpost_domain::market::{MarketLocale, Markets};
use outpost_domain::money::Money;
use time::OffsetDateTime;

/// The surroundings of a page. Make one with [`Shell::new`] and set what differs.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Every market, for the choice between them.
    pub markets: Arc<Markets>,
    /// Language and market of the page.
    pub market_locale: MarketLocale,
    /// The shop's public address without a trailing slash, e.g. `https://shop.example`.
    pub public_url: String,
    /// Canonical path and query after the market: ``, `/c/lamps?page=2`. Begins with `/` unless empty.
    pub path: String,
    /// The same page in every market that has it, this one included. Where the entry of this market is not
    /// [`Shell::path`] (later pages of a listing lead to its first page), the page has no `hreflang`.
    pub alternates: Vec<Alternate>,
    /// Top categories for the navigation.
    pub nav: Vec<CategoryLink>,
    /// Slug of the top category of the page, marked in the navigation.
    pub current_nav: Option<String>,
    /// The text of the search box.
    pub query: String,
    /// Pieces in the cart.
    pub cart_count: u32,
    /// Something that just happened, shown once at the top of the page.
    pub notice: Option<Notice>,
    /// An order of this browser that waits for its payment. Only pages that are the visitor's own have it.
    pub unpaid: Option<UnpaidOrder>,
    /// Whether search engines leave the page out. They always leave out cart, checkout, order, tracking and errors.
    pub noindex: bool,
    /// Whether prices include tax in this market.
    pub tax_included: bool,
    /// Whether the sandbox takes payments: the footer then says that no money moves.
    pub test_payments: bool,
}

impl Shell {
    /// Surroundings for `path` (after the market), which exists under the same path in every market.
    pub fn new(
        markets: Arc<Markets>,
        market_locale: MarketLocale,
        public_url: impl Into<String>,
        path: impl Into<String>,
    ) -> Self {
        let path = path.into();
        let alternates =
            markets.prefixes().map(|market_locale| Alternate { market_locale, path: path.clone() }).collect();
        Self {
            markets,
            market_locale,
            public_url: public_url.into(),
            path,
            alternates,
            nav: Vec::new(),
            current_nav: None,
            query: String::new(),
            cart_count: 0,
            notice: None,
            unpaid: None,
            noindex: false,
            tax_included: true,
            test_payments: false,
        }
    }
}

/// The same page in another market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternate {
    /// That market and language.
    pub market_locale: MarketLocale,
    /// Path and query after that market.
    pub path: String,
}

/// An order that waits for its payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpaidOrder {
    /// Its number.
    pub number: String,
    /// What there is to pay.
    pub total: Money,
    /// When the hold on its stock ends.
    pub hold_expires_at: OffsetDateTime,
    /// Whether it is paid on a page of the shop; else its own page says how.
    pub pays_here: bool,
}

/// Something that just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A line went into the cart.
    Added {
        /// The product's name.
        name: String,
        /// Pieces added.
        quantity: u32,
        /// The page of the product, the way back; none where it has no page in this market.
        back: Option<String>,
        /// The value of goods that is missing for free delivery.
        free_delivery_gap: Option<Money>,
    },
    /// A line left the cart. Rendered with an undo button (POST `/{m}/cart/undo`).
    Removed {
        /// The product's name.
        name: String,
    },
    /// The removed line is back.
    Restored {
        /// The product's name.
        name: String,
    },
    /// Quantities changed.
    CartUpdated,
    /// Fewer pieces went into the cart than asked for, because no more are left.
    Limited {
        /// The product's name.
        name: String,
        /// Pieces now in the cart.
        quantity: u32,
    },
    /// It sold out during the checkout; the replica of this region may not know yet.
    SoldOut {
        /// The product's name.
        name: String,
    },
    /// The cart has no room for another line.
    CartFull {
        /// The most lines it may hold.
        lines: usize,
    },
    /// The cart is empty, so there was nothing to check out.
    CartEmpty,
    /// The hold on the stock was extended.
    HoldExtended,
    /// The order was cancelled.
    OrderCancelled,
    /// The browser forgot its orders.
    BrowserForgotten,
    /// The order had been placed before; later changes are not in it.
    PlacedBefore,
    /// Orders cannot be taken for the moment; shown in the checkout.
    OrderingUnavailable,
    /// The cart cookie was damaged or out of date and had to be emptied.
    CartReset,
}
