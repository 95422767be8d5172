//! The storefront's own cookies, beside those of `outpost_http`.

pub(crate) mod flash;

pub(crate) use outpost_http::cookies::{Cookies, Kind, cart};
