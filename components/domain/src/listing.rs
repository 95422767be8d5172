//! How listings are sorted and filtered.

use std::fmt;
use std::str::FromStr;

use crate::money::Money;

/// The orders of a listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Best selling first; in a search, the best match.
    #[default]
    Popular,
    /// Cheapest first.
    PriceAscending,
    /// Dearest first.
    PriceDescending,
    /// Best rated first; a few reviews count for less than many.
    Rating,
    /// Newest first.
    Newest,
}

impl Sort {
    /// Every order, in which they are offered.
    pub const ALL: [Self; 5] = [Self::Popular, Self::PriceAscending, Self::PriceDescending, Self::Rating, Self::Newest];

    /// Its code in a URL.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Popular => "popular",
            Self::PriceAscending => "price-asc",
            Self::PriceDescending => "price-desc",
            Self::Rating => "rating",
            Self::Newest => "newest",
        }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text names no order of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an order of a listing: popular, price-asc, price-desc, rating or newest")]
pub struct UnknownSort;

impl FromStr for Sort {
    type Err = UnknownSort;

    fn from_str(text: &str) -> Result<Self, UnknownSort> {
        Self::ALL.into_iter().find(|sort| sort.code() == text).ok_or(UnknownSort)
    }
}

/// The name of a group of filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FacetName {
    /// Categories; only in a search.
    Category,
    /// Brands.
    Brand,
    /// Price bands.
    Price,
    /// Stars and up.
    Rating,
    /// In stock or not.
    Availability,
    /// An attribute, by its name in the page's language.
    Attribute(String),
}

/// The label of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FacetLabel {
    /// A name from the catalogue, in the page's language.
    Text(String),
    /// A band of prices, open at the top without `below`.
    Price {
        /// From this price.
        from: Money,
        /// To below this price.
        below: Option<Money>,
    },
    /// This many stars and up.
    Stars(u8),
    /// Pieces are on hand; what can only be ordered ahead is not in stock.
    InStock,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_back_from_its_code() {
        for sort in Sort::ALL {
            assert_eq!(sort.code().parse(), Ok(sort));
        }
        assert_eq!("cheapest".parse::<Sort>(), Err(UnknownSort));
    }
}
