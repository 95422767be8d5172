//! What surrounds every page.

use std::sync::Arc;

use outpost_domain::market::{MarketLocale, Markets};

/// The surroundings of a page.
#[derive(Clone, Debug)]
pub struct Shell {
    /// Every market, for the choice between them.
    pub markets: Arc<Markets>,
    /// Language and market of the page.
    pub market_locale: MarketLocale,
    /// The path after the market, under which the page exists in every market; begins with `/`.
    pub path: String,
    /// The part of the account that the page belongs to; `None` where nobody is logged in.
    pub section: Option<Section>,
    /// Something that just happened, shown once.
    pub notice: Option<Notice>,
}

impl Shell {
    /// The surroundings of a page for somebody who is not logged in.
    pub fn new(markets: Arc<Markets>, market_locale: MarketLocale, path: impl Into<String>) -> Self {
        Self { markets, market_locale, path: path.into(), section: None, notice: None }
    }
}

/// A part of the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Orders.
    Orders,
    /// Addresses.
    Addresses,
    /// Name, language, data.
    Profile,
    /// Password, mail address, sessions.
    Security,
}

/// Something that just happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The address of a new account is confirmed.
    EmailVerified,
    /// The account has another address.
    EmailChanged,
    /// A link to another address was sent.
    EmailChangeRequested,
    /// The password was changed, by a link or by somebody logged in.
    PasswordChanged,
    /// Name, language and market are saved.
    ProfileSaved,
    /// An address is saved.
    AddressSaved,
    /// An address is deleted.
    AddressDeleted,
    /// Other sessions have ended.
    SessionsEnded,
    /// This session has ended.
    LoggedOut,
    /// The account is deleted.
    AccountDeleted,
    /// Guest orders joined.
    OrdersAdopted,
    /// The authenticator app is taken away.
    AuthenticatorRemoved,
}

impl Notice {
    /// Every notice with the code under which it travels to the next page.
    pub const ALL: [(Self, &'static str); 12] = [
        (Self::EmailVerified, "verified"),
        (Self::EmailChanged, "email"),
        (Self::EmailChangeRequested, "asked"),
        (Self::PasswordChanged, "password"),
        (Self::ProfileSaved, "profile"),
        (Self::AddressSaved, "address"),
        (Self::AddressDeleted, "deleted"),
        (Self::SessionsEnded, "sessions"),
        (Self::LoggedOut, "out"),
        (Self::AccountDeleted, "forgotten"),
        (Self::OrdersAdopted, "orders"),
        (Self::AuthenticatorRemoved, "authenticator"),
    ];
}

/// Why there is no such page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorPage {
    /// The HTTP status.
    pub status: u16,
    /// Seconds until trying again makes sense.
    pub retry_after_seconds: Option<u32>,
    /// What a person quotes to the shop.
    pub request_id: String,
}
