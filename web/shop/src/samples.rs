//! Every page filled with believable data, in any market: for tests, and for looking at the pages.

mod buying;
mod catalogue;
mod localized;
mod orders;

use outpost_domain::category::CategoryLink;
use outpost_domain::market::{Locale, MarketLocale};
use outpost_domain::money::BasisPoints;
use outpost_domain::order::{OrderStatus, UNPAID_ORDERS_MAX};
use outpost_domain::payment::{DeclineReason, PaymentMethod};
use outpost_domain::stock::StockLevel;
use outpost_web_ui::view::Link;
use time::macros::datetime;

pub use buying::{cart, cart_line, checkout, delivery, heavy_cart, review, totals};
pub use catalogue::{card, home, listing, product};
pub use orders::{cancellation, order, payment, pending_payment};

use localized::{money, pick};

use crate::view::{
    AddressField, Cart, Checkout, Company, Delivery, ErrorKind, ErrorPage, FieldError, FieldProblem, Heading, Info,
    InfoPage, LineChange, Notice, Order, PaymentProblem, PendingCause, PrimaryUnavailable, Refusal, Retry, Review,
    Shell, Track, TrackProblem, UnavailableOperation, UnpaidLimit, UnpaidOrder,
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
        ..Shell::new(market_locale, "https://shop.example", path)
    }
}

/// Every page, in one market.
pub fn all(market_locale: MarketLocale) -> Vec<Sample> {
    [
        shopping(market_locale),
        checking_out(market_locale),
        too_heavy(market_locale),
        limited(market_locale),
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
    abroad.form.shipping.country = if market_locale.locale == Locale::De { "GB" } else { "JP" }.to_owned();
    let unpicked = Delivery { delivery_missing: true, payment_missing: true, ..delivery(market_locale) };
    vec![
        sample("cart", crate::cart(&removed, &cart(market_locale))),
        sample("cart-empty", crate::cart(&Shell { cart_count: 0, ..shell(market_locale, "/cart") }, &empty)),
        sample("checkout", crate::checkout(&quiet(), &checkout(market_locale))),
        sample("checkout-errors", crate::checkout(&quiet(), &wrong_checkout(market_locale))),
        sample("checkout-abroad", crate::checkout(&quiet(), &abroad)),
        sample(
            "delivery",
            crate::delivery(&Shell { notice: Some(Notice::OrderingUnavailable), ..quiet() }, &delivery(market_locale)),
        ),
        sample("delivery-errors", crate::delivery(&quiet(), &unpicked)),
        sample("review", crate::review(&quiet(), &review(market_locale))),
        sample("review-refused", crate::review(&quiet(), &refused(market_locale))),
    ]
}

/// A review of which everything changed that can change.
fn refused(market_locale: MarketLocale) -> Review {
    let mut refused = review(market_locale);
    let change = LineChange::OnlyLeft { available: 1 };
    refused.refusals = vec![
        Refusal::Line { name: card(market_locale, 0).name, change },
        Refusal::Line {
            name: card(market_locale, 1).name,
            change: LineChange::TaxChanged { was: BasisPoints(1_900), now: BasisPoints(2_050) },
        },
        Refusal::Line { name: card(market_locale, 1).name, change: LineChange::WeightChanged },
        Refusal::DeliveryRate { was: money(market_locale, 390), now: money(market_locale, 490) },
        Refusal::FreeDelivery { from: Some(money(market_locale, 6_000)) },
        Refusal::FreeDelivery { from: None },
        Refusal::DeliveryTax,
        Refusal::PaymentGone,
        Refusal::SlotGone,
        Refusal::TotalChanged { was: money(market_locale, 12_300), now: money(market_locale, 14_900) },
    ];
    refused
}

/// The address form with something wrong in most fields.
fn wrong_checkout(market_locale: MarketLocale) -> Checkout {
    let mut wrong = checkout(market_locale);
    wrong.form.billing_differs = true;
    wrong.form.email = "ada@example".to_owned();
    wrong.form.shipping.postal_code.clear();
    wrong.errors = [
        (AddressField::Email, FieldProblem::Malformed),
        (AddressField::Name, FieldProblem::TooLong { limit: 120 }),
        (AddressField::Line1, FieldProblem::Missing),
        (AddressField::City, FieldProblem::Missing),
        (AddressField::PostalCode, FieldProblem::Malformed),
        (AddressField::Phone, FieldProblem::Malformed),
        (AddressField::BillingLine1, FieldProblem::Missing),
        (AddressField::BillingPostalCode, FieldProblem::Missing),
    ]
    .map(|(field, problem)| FieldError { field, problem })
    .to_vec();
    wrong.email_suggestion = Some("ada@example.com".to_owned());
    wrong
}

/// What is too heavy for a parcel.
fn too_heavy(market_locale: MarketLocale) -> Vec<Sample> {
    let change = LineChange::TooHeavy { carried: 0, limit_grams: 12_500 };
    let heavy = Delivery {
        methods: Vec::new(),
        too_heavy: vec![(card(market_locale, 0).name, change)],
        ..delivery(market_locale)
    };
    vec![
        sample("cart-too-heavy", crate::cart(&unpaid(market_locale), &heavy_cart(market_locale))),
        sample("delivery-too-heavy", crate::delivery(&shell(market_locale, "/checkout"), &heavy)),
    ]
}

/// The surroundings of a page of a visitor whose last order is not paid yet.
fn unpaid(market_locale: MarketLocale) -> Shell {
    let order = UnpaidOrder {
        number: "OUT-7K3M-9QXA".to_owned(),
        total: money(market_locale, 12_995),
        hold_expires_at: datetime!(2026-11-22 17:45 UTC),
        pays_here: true,
    };
    Shell { unpaid: Some(order), ..shell(market_locale, "/cart") }
}

/// What limits of unpaid orders look like.
fn limited(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = shell(market_locale, "/checkout");
    let mut limited = review(market_locale);
    limited.payment = PaymentMethod::Transfer;
    limited.refusals = [(0, true), (3, false)]
        .map(|(available, card_offered)| Refusal::Line {
            name: card(market_locale, 0).name,
            change: LineChange::TransferLimit { available, card_offered },
        })
        .to_vec();
    let unpaid = UnpaidLimit {
        limit: UNPAID_ORDERS_MAX,
        email: "ada@example.com".to_owned(),
        orders: vec!["OUT-7K3M-9QXA".to_owned(), "OUT-1B2C-3D4E".to_owned()],
    };
    vec![
        sample("review-transfer-limit", crate::review(&shell, &limited)),
        sample("unpaid-limit", crate::unpaid_limit(&shell, &unpaid)),
    ]
}

fn ordered(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = shell(market_locale, "/orders/OUT-7K3M-9QXA");
    let declined = Some(PaymentProblem::Declined(DeclineReason::InsufficientFunds));
    let pending = |cause| crate::pending_payment(&shell, &pending_payment(market_locale, cause));
    let cancelled = Shell { notice: Some(Notice::OrderCancelled), ..shell.clone() };
    let unset = Order { bank: None, ..order(market_locale, OrderStatus::AwaitingPayment) };
    let track = |problem| Track { number: "OUT-7K3M".to_owned(), email: String::new(), problem, orders: Vec::new() };
    let known = Track { orders: orders::summaries(market_locale), ..track(None) };
    vec![
        sample("pay", crate::payment(&shell, &payment(market_locale, None))),
        sample("pay-declined", crate::payment(&shell, &payment(market_locale, declined))),
        sample("pay-silent", crate::payment(&shell, &payment(market_locale, Some(PaymentProblem::ProviderSilent)))),
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
    let info = InfoPage::ALL
        .into_iter()
        .zip(INFO)
        .map(|(page, name)| sample(name, crate::info(&shell, &Info { page, company: company.clone() })));
    let wait = 30;
    let errors = [
        ("error-400", ErrorKind::BadRequest),
        ("error-403", ErrorKind::Forbidden),
        ("error-404", ErrorKind::NotFound),
        ("error-405", ErrorKind::MethodNotAllowed),
        ("error-413", ErrorKind::TooLarge),
        ("error-415", ErrorKind::UnsupportedMedia),
        ("error-422", ErrorKind::Unprocessable),
        ("error-429", ErrorKind::TooManyRequests { retry_after_seconds: wait }),
        ("error-500", ErrorKind::Internal),
        ("error-503", ErrorKind::Unavailable { retry_after_seconds: wait * 10 }),
    ];
    let bare = Shell::new(market_locale, "https://shop.example", "");
    let errors = errors.into_iter().map(|(name, kind)| {
        sample(name, crate::error(&bare, &ErrorPage { kind, request_id: "0193-5a1c-77e2".to_owned() }))
    });
    info.chain(errors).chain(unavailable(market_locale)).collect()
}

fn unavailable(market_locale: MarketLocale) -> impl Iterator<Item = Sample> {
    let shell = Shell { cart_count: 2, ..Shell::new(market_locale, "https://shop.example", "") };
    let form = Retry::Form(format!("/{market_locale}/checkout/review"), vec![("order_id", "sealed".to_owned())]);
    let page = |operation, retry: &Retry| PrimaryUnavailable {
        operation,
        retry: retry.clone(),
        retry_after_seconds: 10,
        request_id: "0193-5a1c-77e2".to_owned(),
    };
    let order = Retry::Page(format!("/{market_locale}/orders/OUT-7K3M-9QXA"));
    [
        ("unavailable-place-order", page(UnavailableOperation::PlaceOrder, &form)),
        ("unavailable-pay", page(UnavailableOperation::Pay, &order)),
        ("unavailable-extend-hold", page(UnavailableOperation::ExtendHold, &form)),
        ("unavailable-cancel-order", page(UnavailableOperation::CancelOrder, &form)),
        ("unavailable-show-order", page(UnavailableOperation::ShowOrder, &order)),
        ("unavailable-track-order", page(UnavailableOperation::TrackOrder, &form)),
    ]
    .into_iter()
    .map(move |(name, page)| sample(name, crate::primary_unavailable(&shell, &page)))
}
