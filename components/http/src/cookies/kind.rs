//! The kinds of cookies: name, protection and lifetime of each.

use cookie::SameSite;
use outpost_domain::account::SESSION_SECONDS;

use crate::secrets::Purpose;

/// A cookie that the shop sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The market that the visitor chose.
    Market,
    /// SKUs and quantities.
    Cart,
    /// Contact, address and choices of a checkout that is under way.
    Checkout,
    /// Numbers of the orders that this browser may see.
    Orders,
    /// The random id of this browser, by which its unpaid orders are counted.
    Visitor,
    /// What just happened, shown on the next page.
    Flash,
    /// The line that was just removed.
    Undo,
    /// The consistency token: this browser's last command and the newest data it was shown.
    Consistency,
    /// The session of a customer.
    Session,
    /// The id of a staff member's session.
    AdminSession,
}

/// How a cookie is protected, and by the secret of which purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Protection {
    /// Anybody can read and change it.
    Plain,
    /// Anybody can read it.
    Signed(Purpose),
    /// Nobody can read it.
    Encrypted(Purpose),
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Market,
        Self::Cart,
        Self::Checkout,
        Self::Orders,
        Self::Visitor,
        Self::Flash,
        Self::Undo,
        Self::Consistency,
        Self::Session,
        Self::AdminSession,
    ];

    /// The name that browsers know it by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Market => "__Host-market",
            Self::Cart => "__Host-cart",
            Self::Checkout => "__Host-checkout",
            Self::Orders => "__Host-orders",
            Self::Visitor => "__Host-visitor",
            Self::Flash => "__Host-flash",
            Self::Undo => "__Host-undo",
            Self::Consistency => "__Host-consistency",
            Self::Session => "__Host-session",
            Self::AdminSession => "__Host-admin",
        }
    }

    pub(super) const fn protection(self) -> Protection {
        match self {
            Self::Market => Protection::Plain,
            Self::Cart => Protection::Signed(Purpose::Cart),
            Self::Flash | Self::Undo => Protection::Signed(Purpose::Flash),
            Self::Checkout => Protection::Encrypted(Purpose::Checkout),
            Self::Orders | Self::Visitor => Protection::Encrypted(Purpose::Orders),
            // The log position would reveal how much the shop sells.
            Self::Consistency => Protection::Encrypted(Purpose::Consistency),
            Self::Session => Protection::Encrypted(Purpose::Session),
            Self::AdminSession => Protection::Encrypted(Purpose::AdminSession),
        }
    }

    /// How long it is valid, in seconds, for the browser and for the shop.
    pub const fn ttl_seconds(self) -> i64 {
        match self {
            Self::Market => 365 * 86_400,
            Self::Cart | Self::Orders | Self::Visitor => 90 * 86_400,
            Self::Checkout => 2 * 3_600,
            Self::Flash => 60,
            Self::Undo | Self::Consistency => 600,
            Self::Session => SESSION_SECONDS,
            Self::AdminSession => 12 * 3_600,
        }
    }

    /// Whether other sites may lead to a page with it.
    pub(super) const fn same_site(self) -> SameSite {
        if matches!(self, Self::AdminSession) { SameSite::Strict } else { SameSite::Lax }
    }
}
