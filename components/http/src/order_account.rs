//! What an order's page hands to the page that makes an account: the order's mail address, sealed, so that only a password
//! is asked for.

use crate::failure::Failure;
use crate::seal;
use crate::secrets::{Purpose, Secrets};

const LABEL: &str = "order-account";
/// How long the offer stands, in seconds.
const TTL_SECONDS: i64 = 30 * 86_400;

/// Seals the mail address of an order. `now` is in seconds since 1970.
///
/// # Errors
/// When the component was not given the secret of orders.
pub fn seal_email(secrets: &Secrets, email: &str, now: i64) -> Result<String, Failure> {
    Ok(seal::seal(secrets.keys(Purpose::Orders)?, LABEL, email, now))
}

/// The mail address that an order's page sealed.
///
/// # Errors
/// When the component was not given the secret of orders.
pub fn open_email(secrets: &Secrets, token: &str, now: i64) -> Result<Option<String>, Failure> {
    Ok(seal::open(secrets.keys(Purpose::Orders)?, LABEL, token, now, TTL_SECONDS))
}
