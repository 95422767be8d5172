//! The shop's rules without I/O: money, ids, markets, addresses, cart, pricing, stock, search words, orders, payment.
//!
//! Invariant: nothing here reads a clock, draws a random number or talks to a host. Callers pass such things in.

pub mod account;
pub mod address;
pub mod calendar;
pub mod cart;
pub mod catalogue;
pub mod category;
pub mod delivery;
pub mod device;
pub mod ids;
pub mod inventory;
pub mod listing;
pub mod market;
pub mod money;
pub mod order;
pub mod payment;
pub mod postcode;
pub mod pricing;
pub mod principal;
mod readable;
pub mod samples;
pub mod search;
pub mod settings;
pub mod stock;
mod text_type;
pub mod totp;
