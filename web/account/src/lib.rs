//! The pages of accounts: functions from view structs to whole documents, without I/O.
//!
//! A handler fills a [`view`] struct and a [`view::Shell`], calls the function with the page's name and sends the
//! resulting string. Shared parts and messages come from [`outpost_web_ui`], styles from `web/static`.
//!
//! Invariant: a page says the same, whether a mail address has an account or not, until its owner has logged in.

mod context;
mod layout;
mod pages;
pub mod paths;
pub mod routes;
#[cfg(feature = "samples")]
pub mod samples;
pub mod view;

pub use pages::address::{address, addresses};
pub use pages::authenticator::{authenticator, recovery_codes};
pub use pages::confirm::confirm;
pub use pages::deletion::deletion;
pub use pages::error::error;
pub use pages::login::login;
pub use pages::mail_sent::mail_sent;
pub use pages::orders::orders;
pub use pages::profile::profile;
pub use pages::register::register;
pub use pages::reset::{forgot, reset};
pub use pages::second_factor::second_factor;
pub use pages::security::security;
