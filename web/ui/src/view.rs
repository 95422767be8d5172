//! View structs of the shared parts: plain data that a handler fills and a part renders.
//!
//! Strings are plain text, escaped when rendered, never HTML.

use outpost_domain::catalogue::UnitPrice;
use outpost_domain::money::Money;

/// A field of a form that was not accepted. Every form has an enum of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError<F> {
    /// Which one.
    pub field: F,
    /// Why.
    pub problem: FieldProblem,
}

/// Why a field was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// It is empty and must not be.
    Missing,
    /// It is longer than the shop can keep.
    TooLong {
        /// The most characters.
        limit: u32,
    },
    /// It does not look like what is asked for: the page names the right form for mail, postcode, telephone.
    Malformed,
    /// The market does not deliver there.
    NotDelivered,
}

/// A link whose text is data (a name, a query), not a message of the catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text.
    pub text: String,
    /// An absolute path with its query, e.g. `/en-gb/search?q=mug`.
    pub href: String,
}

/// A picture with its stored size, so that nothing moves when it arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Address, e.g. `/media/1f3a….svg`.
    pub src: String,
    /// What it shows, in the page's language; empty when it only decorates.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A price, with or without tax as the market shows prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// The price, or the lowest of the variants' prices.
    pub amount: Money,
    /// The earlier price that is struck through, above `amount`.
    pub compare_at: Option<Money>,
    /// The variants' prices differ and `amount` is the lowest: shown as "from £12.00".
    pub is_lowest: bool,
    /// The price by kilogram, litre, metre or square metre, where the piece has such a measure.
    pub unit: Option<UnitPrice>,
    /// The lowest price of the 30 days before the last change, where something is struck through.
    pub lowest_before: Option<Money>,
}

/// The mean of the reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The mean in tenths of a star, 10..=50.
    pub tenths: u16,
    /// Number of reviews.
    pub count: u32,
}

/// The position in a list of pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// This page, from 1.
    pub page: u32,
    /// The last page, at least 1.
    pub pages: u32,
    /// The list's address without `page`, query included; the part appends `page=N`.
    pub base_href: String,
}
