//! Every page filled with believable data, in any market: for tests, and for looking at the pages.

use outpost_domain::account::PasswordProblem;
use outpost_domain::address::Address;
use outpost_domain::market::MarketLocale;
use outpost_domain::money::Money;
use outpost_domain::order::OrderStatus;
use outpost_domain::samples::markets;
use time::macros::datetime;

use crate::view::{
    AddressForm, AddressList, AddressProblem, Confirm, Deletion, ErrorPage, Forgot, LinkKind, LinkProblem, Login,
    LoginProblem, MailSent, Notice, OrderList, OrderSummary, Profile, Register, Reset, SavedAddress, Section, Security,
    SecurityProblem, Session, Shell,
};

/// A rendered page and the name it is known by.
pub struct Sample {
    /// A short name, e.g. `login-wrong`.
    pub name: &'static str,
    /// The document.
    pub html: String,
}

const EMAIL: &str = "ada@example.com";

/// Every page, in one market.
pub fn all(market_locale: MarketLocale) -> Vec<Sample> {
    let mut samples = entering(market_locale);
    samples.extend(by_link(market_locale));
    samples.extend(own(market_locale));
    samples.extend(other(market_locale));
    samples
}

fn sample(name: &'static str, html: String) -> Sample {
    Sample { name, html }
}

fn entering(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = Shell::new(markets().into(), market_locale, "/account/login");
    let login = |problem| Login { email: EMAIL.to_owned(), to: format!("/{market_locale}/checkout"), problem };
    let out = Shell { notice: Some(Notice::LoggedOut), ..shell.clone() };
    let wrong = Register {
        name: "Ada <b>".to_owned(),
        email: "ada".to_owned(),
        email_is_wrong: true,
        password: Some(PasswordProblem::TooShort),
        ..Register::default()
    };
    let kept = Register { email: EMAIL.to_owned(), order: Some("sealed".to_owned()), ..Register::default() };
    vec![
        sample("login", crate::login(&out, &login(None))),
        sample("login-wrong", crate::login(&shell, &login(Some(LoginProblem::Wrong)))),
        sample("login-blocked", crate::login(&shell, &login(Some(LoginProblem::Blocked { seconds: 640 })))),
        sample(
            "login-empty",
            crate::login(&shell, &login(Some(LoginProblem::Incomplete { email: true, password: true }))),
        ),
        sample("register", crate::register(&shell, &Register::default())),
        sample("register-errors", crate::register(&shell, &wrong)),
        sample("register-order", crate::register(&shell, &kept)),
        sample("mail-sent", crate::mail_sent(&shell, MailSent::Registered)),
        sample("mail-sent-reset", crate::mail_sent(&shell, MailSent::ResetRequested)),
    ]
}

fn by_link(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = Shell::new(markets().into(), market_locale, "/account/verify");
    let confirm = |kind, problem| Confirm { kind, token: "token".to_owned(), problem };
    let reset = |link, password| Reset { token: "token".to_owned(), link, password };
    let forgot = Forgot { email: "ada".to_owned(), email_is_wrong: true };
    vec![
        sample("confirm", crate::confirm(&shell, &confirm(LinkKind::VerifyEmail, None))),
        sample("confirm-used", crate::confirm(&shell, &confirm(LinkKind::VerifyEmail, Some(LinkProblem::Used)))),
        sample("confirm-change", crate::confirm(&shell, &confirm(LinkKind::ChangeEmail, None))),
        sample("confirm-taken", crate::confirm(&shell, &confirm(LinkKind::ChangeEmail, Some(LinkProblem::Taken)))),
        sample("forgot", crate::forgot(&shell, &Forgot::default())),
        sample("forgot-errors", crate::forgot(&shell, &forgot)),
        sample("reset", crate::reset(&shell, &reset(None, None))),
        sample("reset-errors", crate::reset(&shell, &reset(None, Some(PasswordProblem::Common)))),
        sample("reset-expired", crate::reset(&shell, &reset(Some(LinkProblem::Expired), None))),
    ]
}

fn inside(market_locale: MarketLocale, section: Section) -> Shell {
    Shell { section: Some(section), ..Shell::new(markets().into(), market_locale, "/account") }
}

fn own(market_locale: MarketLocale) -> Vec<Sample> {
    let order = |number: &str, status, lines: u64| OrderSummary {
        number: number.to_owned(),
        placed_at: datetime!(2026-11-22 17:15 UTC),
        status,
        total: Money::new(12_995, market_locale.market.currency()),
        titles: vec!["Lamp & <b>".to_owned(), "Mug".to_owned()],
        more_lines: lines,
    };
    let orders = OrderList {
        name: "Ada".to_owned(),
        orders: vec![
            order("OP-7K3M-9QXA-1234", OrderStatus::Shipped, 0),
            order("OP-7K3M-9QXA-1235", OrderStatus::Paid, 3),
        ],
        older: Some(format!("/{market_locale}/account?before=1")),
    };
    let addresses =
        AddressList { addresses: vec![saved(market_locale, true), saved(market_locale, false)], is_full: false };
    let profile =
        Profile { name: "Ada".to_owned(), email: EMAIL.to_owned(), prefix: market_locale, name_is_long: false };
    vec![
        sample("orders", crate::orders(&inside(market_locale, Section::Orders), &orders)),
        sample("orders-none", crate::orders(&inside(market_locale, Section::Orders), &OrderList::default())),
        sample("addresses", crate::addresses(&inside(market_locale, Section::Addresses), &addresses)),
        sample("address", crate::address(&inside(market_locale, Section::Addresses), &form(market_locale, Vec::new()))),
        sample("address-errors", crate::address(&inside(market_locale, Section::Addresses), &wrong(market_locale))),
        sample("profile", crate::profile(&inside(market_locale, Section::Profile), &profile)),
        sample("security", crate::security(&inside(market_locale, Section::Security), &security(None))),
        sample(
            "security-errors",
            crate::security(
                &inside(market_locale, Section::Security),
                &security(Some(SecurityProblem::PasswordForEmail(LoginProblem::Wrong))),
            ),
        ),
        sample("deletion", crate::deletion(&inside(market_locale, Section::Profile), Deletion::default())),
    ]
}

fn saved(market_locale: MarketLocale, is_default: bool) -> SavedAddress {
    let address = Address {
        name: "Ada Byron".to_owned(),
        line1: "1 High Street".to_owned(),
        city: "Town".to_owned(),
        postal_code: "AB1 2CD".to_owned(),
        country: market_locale.market.code().to_uppercase(),
        ..Address::default()
    };
    SavedAddress { id: format!("id-{is_default}"), is_default, address, phone: "+44 20 7946 0000".to_owned() }
}

fn form(market_locale: MarketLocale, problems: Vec<(&'static str, AddressProblem)>) -> AddressForm {
    let countries = vec!["GB".to_owned(), "DE".to_owned(), "JP".to_owned()];
    AddressForm { saved: saved(market_locale, true), is_stored: true, countries, problems }
}

fn wrong(market_locale: MarketLocale) -> AddressForm {
    let problems = vec![
        ("name", AddressProblem::Missing),
        ("city", AddressProblem::TooLong(60)),
        ("phone", AddressProblem::Malformed),
    ];
    form(market_locale, problems)
}

fn security(problem: Option<SecurityProblem>) -> Security {
    let session = |is_this, device: &str| Session {
        id: format!("{is_this}"),
        is_this,
        device: device.to_owned(),
        created_at: datetime!(2026-11-20 08:00 UTC),
        last_used_at: datetime!(2026-11-22 17:15 UTC),
    };
    let sessions = vec![session(true, "Firefox · Linux"), session(false, "")];
    Security { email: EMAIL.to_owned(), sessions, problem, new_email: String::new() }
}

fn other(market_locale: MarketLocale) -> Vec<Sample> {
    let shell = Shell::new(markets().into(), market_locale, "/account");
    let error = |status, retry_after_seconds| {
        crate::error(&shell, &ErrorPage { status, retry_after_seconds, request_id: "0190-sample".to_owned() })
    };
    vec![
        sample("error-404", error(404, None)),
        sample("error-429", error(429, Some(30))),
        sample("error-503", error(503, Some(10))),
    ]
}
