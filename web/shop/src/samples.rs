//! Every page filled with believable data, in any market: for tests, and for looking at the pages.

mod buying;
mod catalogue;
mod errors;
mod localized;
mod orders;
mod refusals;

use outpost_domain::category::CategoryLink;
use outpost_domain::market::MarketLocale;
use outpost_domain::order::OrderStatus;
use outpost_domain::payment::{DeclineReason, PaymentMethod};
use outpost_domain::samples::markets;
use outpost_domain::settings::Company;
use outpost_domain::stock::StockLevel;
use outpost_web_ui::view::Link;

pub use catalogue::listing;

use buying::{cart, checkout, delivery, review};
use catalogue::{card, home, product};
use localized::{money, pick};
use orders::{cancellation, order, payment, pending_payment};

use crate::view::{
    Cart, Delivery, Heading, Info, InfoPage, Notice, Order, Payment, PaymentProblem, PendingCause, Shell, Track,
    TrackProblem,
};

/// A rendered page and the name it is known by.
pub struct Sample {
    /// A short name, e.g. `checkout-errors`.
    pub name: &'static str,
    /// The document.
    pub html: String,
}

/// The surroundings of the sample pages.
pub fn shell(market_locale: MarketLocale, path: &str) -> Shell {
    let nav = catalogue::CATEGORIES.iter().map(|names| CategoryLink {
        slug: names[0].to_lowercase().replace(' ', "-"),
        name: pick(market_locale.locale, names).to_owned(),
    });
    Shell {
        nav: nav.collect(),
        cart_count: 3,
        test_payments: true,
        ..Shell::new(markets().into(), market_locale, "https://shop.example", path)
    }
}

/// Every page, in one market.
pub fn all(market_locale: MarketLocale) -> Vec<Sample> {
    [
        shopping(market_locale),
        checking_out(market_locale),
        refusals::too_heavy(market_locale),
        refusals::limited(market_locale),
        ordered(market_locale),
        other(market_locale),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn sample(name: &'static str, html: String) -> Sample {
    Sample { name, html }
}

fn shopping(market_locale: MarketLocale) -> Vec<Sample> {
    let name = card(market_locale, 0).name;
    let added = Notice::Added {
        name,
        quantity: 1,
        back: Some(format!("/{market_locale}/p/mug")),
        free_delivery_gap: Some(money(market_locale, 1_250)),
    };
    let added = Shell { notice: Some(added), ..shell(market_locale, "/cart") };
    let mut searched = listing(market_locale);
    searched.heading = Heading::Search { query: "lmap <b>&".to_owned() };
    searched.breadcrumbs.clear();
    searched.corrected_query = Some(Link { text: "lamp".to_owned(), href: format!("/{market_locale}/search?q=lamp") });
    let mut nothing = searched.clone();
    nothing.alternatives = (0..4).map(|index| card(market_locale, index)).collect();
    (nothing.cards, nothing.chips, nothing.total) = (Vec::new(), Vec::new(), 0);
    let mut filtered = listing(market_locale);
    (filtered.cards, filtered.total) = (Vec::new(), 0);
    let mut gone = product(market_locale);
    gone.stock = StockLevel::Out;
    gone.rating = None;
    let query = Shell { query: "lmap".to_owned(), noindex: true, ..shell(market_locale, "/search?q=lmap") };
    vec![
        sample("home", crate::home(&shell(market_locale, ""), &home(market_locale))),
        sample("listing", crate::listing(&shell(market_locale, "/c/lighting"), &listing(market_locale))),
        sample("search", crate::listing(&query, &searched)),
        sample("search-nothing", crate::listing(&query, &nothing)),
        sample("listing-filtered-away", crate::listing(&shell(market_locale, "/c/lighting"), &filtered)),
        sample("product", crate::product(&shell(market_locale, "/p/mug"), &product(market_locale))),
        sample("cart-added", crate::cart(&added, &cart(market_locale))),
        sample("product-sold-out", crate::product(&shell(market_locale, "/p/mug"), &gone)),
    ]
}

fn checking_out(market_locale: MarketLocale) -> Vec<Sample> {
    let quiet = || shell(market_locale, "/checkout");
    let removed =
        Shell { notice: Some(Notice::Removed { name: card(market_locale, 1).name }), ..shell(market_locale, "/cart") };
    let empty = Cart { lines: Vec::new(), totals: None, can_check_out: false, ..cart(market_locale) };
    let mut abroad = checkout(market_locale);
    abroad.form.shipping.country = if market_locale.locale.code() == "de" { "GB" } else { "JP" }.to_owned();
    let unpicked = Delivery { delivery_missing: true, payment_missing: true, ..delivery(market_locale) };
    vec![
        sample("cart", crate::cart(&removed, &cart(market_locale))),
        sample("cart-empty", crate::cart(&Shell { cart_count: 0, ..shell(market_locale, "/cart") }, &empty)),
        sample("checkout", crate::checkout(&quiet(), &checkout(market_locale))),
        sample("checkout-errors", crate::checkout(&quiet(), &refusals::wrong_checkout(market_locale))),
        sample("checkout-abroad", crate::checkout(&quiet(), &abroad)),
        sample(
            "delivery",
            crate::delivery(&Shell { notice: Some(Notice::OrderingUnavailable), ..quiet() }, &delivery(market_locale)),
        ),
        sample("delivery-errors", crate::delivery(&quiet(), &unpicked)),
        sample("review", crate::review(&quiet(), &review(market_locale))),
        sample("review-refused", crate::review(&quiet(), &refusals::refused(market_locale))),
    ]
}

fn ordered(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = shell(market_locale, "/orders/OUT-7K3M-9QXA");
    let declined = Some(PaymentProblem::Declined(DeclineReason::InsufficientFunds));
    let pending = |cause| crate::pending_payment(&shell, &pending_payment(market_locale, cause));
    let methods = vec![PaymentMethod::Card, PaymentMethod::ConvenienceStore];
    let in_store = |voucher| Payment { voucher, methods: methods.clone(), ..payment(market_locale, None) };
    let cancelled = Shell { notice: Some(Notice::OrderCancelled), ..shell.clone() };
    let unset = Order { bank: None, ..order(market_locale, OrderStatus::AwaitingPayment) };
    let track = |problem| Track { number: "OUT-7K3M".to_owned(), email: String::new(), problem, orders: Vec::new() };
    let known = Track { orders: orders::summaries(market_locale), ..track(None) };
    vec![
        sample("pay", crate::payment(&shell, &payment(market_locale, None))),
        sample("pay-declined", crate::payment(&shell, &payment(market_locale, declined))),
        sample("pay-silent", crate::payment(&shell, &payment(market_locale, Some(PaymentProblem::ProviderSilent)))),
        sample("pay-in-store", crate::payment(&shell, &in_store(None))),
        sample("pay-voucher", crate::payment(&shell, &in_store(Some("5598-6590-7187".to_owned())))),
        sample("payment-waits-for-bank", pending(PendingCause::Bank)),
        sample("payment-unknown", pending(PendingCause::ProviderSilent)),
        sample("payment-not-recorded", pending(PendingCause::NotRecorded)),
        sample("order-placed", crate::order(&shell, &order(market_locale, OrderStatus::AwaitingPayment))),
        sample("order-placed-transfer", crate::order(&shell, &unset)),
        sample("order-cancel", crate::cancellation(&shell, &cancellation(market_locale))),
        sample("order-cancelled", crate::order(&cancelled, &order(market_locale, OrderStatus::Cancelled))),
        sample("order-expired", crate::order(&shell, &order(market_locale, OrderStatus::Expired))),
        sample("order-shipped", crate::order(&shell, &order(market_locale, OrderStatus::Shipped))),
        sample("track", crate::track(&shell, &track(None))),
        sample("track-own-orders", crate::track(&shell, &known)),
        sample("track-not-found", crate::track(&shell, &track(Some(TrackProblem::NotFound)))),
        sample(
            "track-incomplete",
            crate::track(&shell, &track(Some(TrackProblem::Malformed { number: true, email: true }))),
        ),
    ]
}

/// Names of the information pages' samples, in the order of [`InfoPage::ALL`].
const INFO: [&str; 8] = [
    "info-about",
    "info-delivery",
    "info-returns",
    "info-contact",
    "info-privacy",
    "info-terms",
    "info-accessibility",
    "info-legal",
];

fn other(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = shell(market_locale, "/pages/about");
    let company = Company { name: "Sample Ltd".to_owned(), ..Company::default() };
    let info = InfoPage::ALL.into_iter().zip(INFO).map(|(page, name)| {
        sample(name, crate::info(&shell, &Info { page, company: company.clone(), cookies: Vec::new() }))
    });
    info.chain(errors::every_kind(market_locale)).chain(errors::unavailable(market_locale)).collect()
}
