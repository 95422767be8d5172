//! Payment: the ways that a market offers, attempts, and what becomes of them. Cards are entered on the provider's page.

pub(crate) mod attempt;
pub(crate) mod methods;
pub(crate) mod outcome;
pub(crate) mod page;
pub(crate) mod pay;
mod report;
