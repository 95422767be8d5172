//! Accounts: registration, login, sessions, and a customer's own pages.
//!
//! A handler extracts, calls and renders. It reads through [`outpost_db`], renders through [`outpost_web_account`], and
//! returns a response or one error type, which the outermost layer of [`outpost_http`] turns into a page.
//!
//! Invariants: until somebody has logged in, answers and the work behind them are the same whether an address has an
//! account or not; every login makes a new session id; a private page and the check of its session are one statement.

mod address;
mod authenticator;
mod config;
mod deletion;
mod email;
mod enter;
mod error_page;
mod export;
mod hasher;
mod link;
mod login;
mod logout;
mod notice;
mod order;
mod own;
mod password;
mod password_hash;
mod present_password;
mod profile;
mod register;
mod request;
mod reset;
mod router;
mod second_factor;
mod security;
mod session;
mod sessions;
mod state;
mod verify;

pub use config::Config;
pub use hasher::{Argon2id, PasswordHasher};
pub use router::{router, routes};
pub use state::State;
