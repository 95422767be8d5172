//! What a page is made from, each with a version of its own.

use std::fmt;
use std::str::FromStr;

use outpost_domain::market::MarketCode;

/// A part of what pages show, in the order in which pages name them. A change moves the scopes that it belongs to, and no
/// others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// What surrounds every page of a market.
    Shell(MarketCode),
    /// Which products a market lists, and which of them are sold out.
    Listed(MarketCode),
    /// What a market's searches find. Moves at most once a second.
    Search(MarketCode),
    /// The listing of a category, by its number. Moves at most once a second.
    Category(i64),
    /// A product, by its number, and its card.
    Product(i64),
}

/// The text names no scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a scope, such as product:12")]
pub struct UnknownScope;

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shell(market) => write!(f, "shell:{market}"),
            Self::Listed(market) => write!(f, "listed:{market}"),
            Self::Search(market) => write!(f, "search:{market}"),
            Self::Category(id) => write!(f, "category:{id}"),
            Self::Product(id) => write!(f, "product:{id}"),
        }
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let (kind, of) = text.split_once(':').ok_or(UnknownScope)?;
        let market = || of.parse().map_err(|_| UnknownScope);
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
