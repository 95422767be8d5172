//! Addresses of the account's pages in a market, made from [`crate::routes`].

use outpost_domain::market::MarketLocale;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::routes;
use crate::view::LinkKind;

/// A customer's orders: the first page of an account.
pub fn orders(market_locale: MarketLocale) -> String {
    routes::ORDERS.path(market_locale, &[])
}

/// One of a customer's orders.
pub fn order(market_locale: MarketLocale, number: &str) -> String {
    routes::ORDER.path(market_locale, &[number])
}

/// Where orders placed as a guest join.
pub fn orders_adoption(market_locale: MarketLocale) -> String {
    routes::ORDERS_ADOPTION.path(market_locale, &[])
}

/// Logging in.
pub fn login(market_locale: MarketLocale) -> String {
    routes::LOGIN.path(market_locale, &[])
}

/// Where a session ends.
pub fn logout(market_locale: MarketLocale) -> String {
    routes::LOGOUT.path(market_locale, &[])
}

/// Making an account.
pub fn register(market_locale: MarketLocale) -> String {
    routes::REGISTER.path(market_locale, &[])
}

/// What to do after a mail was sent.
pub fn mail_sent(market_locale: MarketLocale) -> String {
    routes::MAIL_SENT.path(market_locale, &[])
}

/// Asking for a link that sets a new password.
pub fn forgot(market_locale: MarketLocale) -> String {
    routes::FORGOT.path(market_locale, &[])
}

/// The addresses of a customer.
pub fn addresses(market_locale: MarketLocale) -> String {
    routes::ADDRESSES.path(market_locale, &[])
}

/// One address, or `new`.
pub fn address(market_locale: MarketLocale, id: &str) -> String {
    routes::ADDRESS.path(market_locale, &[id])
}

/// Where an address is deleted.
pub fn address_deletion(market_locale: MarketLocale, id: &str) -> String {
    routes::ADDRESS_DELETION.path(market_locale, &[id])
}

/// Name, language and market.
pub fn profile(market_locale: MarketLocale) -> String {
    routes::PROFILE.path(market_locale, &[])
}

/// Password, mail address, sessions.
pub fn security(market_locale: MarketLocale) -> String {
    routes::SECURITY.path(market_locale, &[])
}

/// An authenticator app and recovery codes.
pub fn authenticator(market_locale: MarketLocale) -> String {
    routes::AUTHENTICATOR.path(market_locale, &[])
}

/// Where the app is taken away.
pub fn authenticator_removal(market_locale: MarketLocale) -> String {
    routes::AUTHENTICATOR_REMOVAL.path(market_locale, &[])
}

/// Where the password is changed.
pub fn password(market_locale: MarketLocale) -> String {
    routes::PASSWORD.path(market_locale, &[])
}

/// Where another mail address is asked for.
pub fn email(market_locale: MarketLocale) -> String {
    routes::EMAIL.path(market_locale, &[])
}

/// Where sessions end.
pub fn sessions(market_locale: MarketLocale) -> String {
    routes::SESSIONS.path(market_locale, &[])
}

/// Everything the shop knows about a customer, as JSON.
pub fn export(market_locale: MarketLocale) -> String {
    routes::EXPORT.path(market_locale, &[])
}

/// Deleting the account.
pub fn deletion(market_locale: MarketLocale) -> String {
    routes::DELETION.path(market_locale, &[])
}

/// Logging in, and going on to `to`, a path of this shop.
pub fn login_then(market_locale: MarketLocale, to: &str) -> String {
    format!("{}?to={}", login(market_locale), utf8_percent_encode(to, NON_ALPHANUMERIC))
}

/// Where the link of a mail leads, with its token.
pub fn link_with(market_locale: MarketLocale, kind: LinkKind, token: &str) -> String {
    format!("{}?token={}", link(market_locale, kind), utf8_percent_encode(token, NON_ALPHANUMERIC))
}

/// The page of a link, without its token.
pub fn link(market_locale: MarketLocale, kind: LinkKind) -> String {
    let route = match kind {
        LinkKind::VerifyEmail => routes::VERIFY,
        LinkKind::ChangeEmail => routes::NEW_EMAIL,
        LinkKind::ResetPassword => routes::RESET,
    };
    route.path(market_locale, &[])
}
