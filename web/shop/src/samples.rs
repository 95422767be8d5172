//! Every page filled with believable data, in any market: for tests, and for looking at the pages.

mod buying;
mod catalogue;
mod orders;

use outpost_domain::market::{Locale, MarketLocale};
use outpost_domain::money::Money;

pub use buying::{cart, cart_line, checkout, delivery, review, totals};
pub use catalogue::{card, home, listing, product};
pub use orders::{order, payment};

use crate::view::{AddressField, Again, Cart, CategoryLink, Decline, ErrorKind, ErrorPage, FieldError, FieldProblem};
use crate::view::{
    Company, Heading, Info, InfoPage, Link, Notice, Order, OrderStatus, Paused, PayStep, Refusal, Shell, Track,
    TrackProblem, Waiting,
};

/// A rendered page and the name it is known by.
pub struct Sample {
    /// A short name, e.g. `checkout-errors`.
    pub name: &'static str,
    /// The document.
    pub html: String,
}

/// The surroundings of the sample pages.
pub fn shell(prefix: MarketLocale, path: &str) -> Shell {
    let nav = catalogue::CATEGORIES.iter().map(|names| CategoryLink {
        slug: names[0].to_lowercase().replace(' ', "-"),
        name: pick(prefix.locale, names).to_owned(),
    });
    Shell { nav: nav.collect(), cart_count: 3, test_payments: true, ..Shell::new(prefix, "https://shop.example", path) }
}

/// An amount of the market's currency that looks like `pence` there.
pub fn money(prefix: MarketLocale, pence: i64) -> Money {
    let currency = prefix.market.currency();
    let minor = if currency.exponent() == 0 { pence * 2 } else { pence };
    Money::new(minor, currency)
}

/// The words of a locale out of English, German, Japanese.
pub(crate) fn pick(locale: Locale, words: &[&'static str; 3]) -> &'static str {
    words[locale as usize]
}

/// Every page, in one market.
pub fn all(prefix: MarketLocale) -> Vec<Sample> {
    [shopping(prefix), checking_out(prefix), ordered(prefix), other(prefix)].into_iter().flatten().collect()
}

fn sample(name: &'static str, html: String) -> Sample {
    Sample { name, html }
}

fn shopping(prefix: MarketLocale) -> Vec<Sample> {
    let name = card(prefix, 0).name;
    let added = Shell { notice: Some(Notice::Added { name, quantity: 1 }), ..shell(prefix, "/p/mug") };
    let mut searched = listing(prefix);
    searched.heading = Heading::Search { query: "lmap <b>&".to_owned() };
    searched.crumbs.clear();
    searched.shown_for = Some(Link { text: "lamp".to_owned(), href: format!("/{prefix}/search?q=lamp") });
    let mut nothing = searched.clone();
    nothing.alternatives = (0..4).map(|index| card(prefix, index)).collect();
    (nothing.cards, nothing.chips, nothing.total) = (Vec::new(), Vec::new(), 0);
    let mut filtered = listing(prefix);
    (filtered.cards, filtered.total) = (Vec::new(), 0);
    let mut gone = product(prefix);
    gone.stock = crate::view::Stock::Out;
    gone.rating = None;
    let query = Shell { query: "lmap".to_owned(), noindex: true, ..shell(prefix, "/search?q=lmap") };
    vec![
        sample("home", crate::home(&shell(prefix, ""), &home(prefix))),
        sample("listing", crate::listing(&shell(prefix, "/c/lighting"), &listing(prefix))),
        sample("search", crate::listing(&query, &searched)),
        sample("search-nothing", crate::listing(&query, &nothing)),
        sample("listing-filtered-away", crate::listing(&shell(prefix, "/c/lighting"), &filtered)),
        sample("product", crate::product(&added, &product(prefix))),
        sample("product-sold-out", crate::product(&shell(prefix, "/p/mug"), &gone)),
    ]
}

fn checking_out(prefix: MarketLocale) -> Vec<Sample> {
    let quiet = || shell(prefix, "/checkout");
    let removed = Shell { notice: Some(Notice::Removed { name: card(prefix, 1).name }), ..shell(prefix, "/cart") };
    let empty = Cart { lines: Vec::new(), totals: None, can_check_out: false, ..cart(prefix) };
    let mut wrong = checkout(prefix);
    wrong.form.billing_differs = true;
    wrong.form.email = "ada@example".to_owned();
    wrong.form.shipping.postcode.clear();
    wrong.errors = [
        (AddressField::Email, FieldProblem::Malformed),
        (AddressField::Name, FieldProblem::TooLong { limit: 120 }),
        (AddressField::Line1, FieldProblem::Missing),
        (AddressField::City, FieldProblem::Missing),
        (AddressField::Postcode, FieldProblem::Malformed),
        (AddressField::Phone, FieldProblem::Malformed),
        (AddressField::BillingLine1, FieldProblem::Missing),
        (AddressField::BillingPostcode, FieldProblem::Missing),
    ]
    .map(|(field, problem)| FieldError { field, problem })
    .to_vec();
    let mut abroad = checkout(prefix);
    abroad.form.shipping.country = if prefix.locale == Locale::De { "GB" } else { "JP" }.to_owned();
    let mut refused = review(prefix);
    let problem = crate::view::LineProblem::OnlyLeft { available: 1 };
    refused.refusals = vec![
        Refusal::Line { name: card(prefix, 0).name, problem },
        Refusal::TotalChanged { was: money(prefix, 12_300), now: money(prefix, 14_900) },
    ];
    let unpicked = crate::view::Delivery { delivery_missing: true, payment_missing: true, ..delivery(prefix) };
    vec![
        sample("cart", crate::cart(&removed, &cart(prefix))),
        sample("cart-empty", crate::cart(&Shell { cart_count: 0, ..shell(prefix, "/cart") }, &empty)),
        sample("checkout", crate::checkout(&quiet(), &checkout(prefix))),
        sample("checkout-errors", crate::checkout(&quiet(), &wrong)),
        sample("checkout-abroad", crate::checkout(&quiet(), &abroad)),
        sample(
            "delivery",
            crate::delivery(&Shell { notice: Some(Notice::OrderingPaused), ..quiet() }, &delivery(prefix)),
        ),
        sample("delivery-errors", crate::delivery(&quiet(), &unpicked)),
        sample("review", crate::review(&quiet(), &review(prefix))),
        sample("review-refused", crate::review(&quiet(), &refused)),
    ]
}

fn ordered(prefix: MarketLocale) -> Vec<Sample> {
    let shell = shell(prefix, "/orders/OUT-7K3M-9QXA");
    let card_step = PayStep::Card { declined: None, number_invalid: false, expiry_invalid: false, cvc_invalid: false };
    let declined = PayStep::Card {
        declined: Some(Decline::Declined),
        number_invalid: true,
        expiry_invalid: false,
        cvc_invalid: true,
    };
    let challenge = PayStep::Challenge { challenge: "c-1".to_owned() };
    let unset = Order { bank: None, ..order(prefix, OrderStatus::AwaitingPayment) };
    let track = |problem| Track { number: "OUT-7K3M".to_owned(), email: String::new(), problem };
    vec![
        sample("pay", crate::payment(&shell, &payment(prefix, card_step))),
        sample("pay-declined", crate::payment(&shell, &payment(prefix, declined))),
        sample("pay-challenge", crate::payment(&shell, &payment(prefix, challenge))),
        sample("order-placed", crate::order(&shell, &order(prefix, OrderStatus::AwaitingPayment))),
        sample("order-placed-transfer", crate::order(&shell, &unset)),
        sample("order-expired", crate::order(&shell, &order(prefix, OrderStatus::Expired))),
        sample("order-shipped", crate::order(&shell, &order(prefix, OrderStatus::Shipped))),
        sample("track", crate::track(&shell, &track(None))),
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

fn other(prefix: MarketLocale) -> Vec<Sample> {
    let shell = shell(prefix, "/pages/about");
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
    let bare = Shell::new(prefix, "https://shop.example", "");
    let errors = errors.into_iter().map(|(name, kind)| {
        sample(name, crate::error(&bare, &ErrorPage { kind, request_id: "0193-5a1c-77e2".to_owned() }))
    });
    info.chain(errors).chain(waiting(prefix)).collect()
}

fn waiting(prefix: MarketLocale) -> impl Iterator<Item = Sample> {
    let shell = Shell { cart_count: 2, ..Shell::new(prefix, "https://shop.example", "") };
    let form = Again::Form(format!("/{prefix}/checkout/review"), vec![("order_id", "sealed".to_owned())]);
    let page = |what, again: &Again| Paused {
        what,
        again: again.clone(),
        retry_after_seconds: 10,
        request_id: "0193-5a1c-77e2".to_owned(),
    };
    let order = Again::Page(format!("/{prefix}/orders/OUT-7K3M-9QXA"));
    [
        ("paused-ordering", page(Waiting::Ordering, &form)),
        ("paused-paying", page(Waiting::Paying, &order)),
        ("paused-holding", page(Waiting::Holding, &form)),
        ("paused-order", page(Waiting::Order, &order)),
        ("paused-tracking", page(Waiting::Tracking, &form)),
    ]
    .into_iter()
    .map(move |(name, page)| sample(name, crate::paused(&shell, &page)))
}
