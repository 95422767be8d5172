//! What a page is made from, each with a version of its own.

use std::fmt;
use std::str::FromStr;

use outpost_domain::market::Market;

/// A part of what pages show. A change moves the scopes that it belongs to, and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What surrounds every page of a market.
    Shell(Market),
    /// Which products a market lists, and which of them are sold out.
    Listed(Market),
    /// What a market's searches find. Moves at most once a second.
    Search(Market),
    /// The listing of a category, by its number. Moves at most once a second.
    Category(i64),
    /// A product, by its number, and its card.
    Product(i64),
}

/// The text names no scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a scope, such as product:12")]
pub struct UnknownScope;

impl Scope {
    /// Kind and number, by which scopes are ordered.
    fn order(self) -> (u8, &'static str, i64) {
        match self {
            Self::Shell(market) => (0, market.code(), 0),
            Self::Listed(market) => (1, market.code(), 0),
            Self::Search(market) => (2, market.code(), 0),
            Self::Category(id) => (3, "", id),
            Self::Product(id) => (4, "", id),
        }
    }
}

impl Ord for Scope {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Scope {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shell(market) => write!(f, "shell:{}", market.code()),
            Self::Listed(market) => write!(f, "listed:{}", market.code()),
            Self::Search(market) => write!(f, "search:{}", market.code()),
            Self::Category(id) => write!(f, "category:{id}"),
            Self::Product(id) => write!(f, "product:{id}"),
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let (kind, of) = text.split_once(':').ok_or(UnknownScope)?;
        let market = || Market::ALL.into_iter().find(|market| market.code() == of).ok_or(UnknownScope);
        let id = || of.parse().ok().filter(|&id: &i64| id >= 0).ok_or(UnknownScope);
        match kind {
            "shell" => market().map(Self::Shell),
            "listed" => market().map(Self::Listed),
            "search" => market().map(Self::Search),
            "category" => id().map(Self::Category),
            "product" => id().map(Self::Product),
            _ => Err(UnknownScope),
        }
    }
}
