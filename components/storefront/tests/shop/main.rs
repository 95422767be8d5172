//! The storefront through its router, in process, over a seeded in-memory database.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests fail by panicking")]

mod budget;
mod buying;
mod cancelling;
mod carts;
mod catalogue;
mod changed_reviews;
mod checkout;
mod customers;
mod delivery_dates;
mod errors;
mod fuzz;
mod markets;
mod outage;
mod paying;
mod regions;
mod speed;
mod support;
mod totals;
mod tracking;
mod unpaid;
mod validators;
