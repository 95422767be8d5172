//! Payment: one trait, a gateway for each way to pay, and the pages of the built-in test gateway.

pub(crate) mod attempt;
pub(crate) mod bank;
pub(crate) mod card;
pub(crate) mod gateway;
pub(crate) mod gateways;
pub(crate) mod manual_gateway;
pub(crate) mod page;
pub(crate) mod pay;
pub(crate) mod test_gateway;
