//! Test fixtures: a fixed configuration.

use outpost_http::testing::{FixedSettings, ready};

use crate::config::Config;

/// The configuration of tests.
pub(crate) fn config() -> Config {
    let secret = "tests only ".repeat(8);
    let settings = FixedSettings::new(&[
        ("secret_key", &secret),
        ("public_url", "http://127.0.0.1:3000"),
        ("test_payments", "on"),
        ("rate_limit_writes_per_minute", "0"),
    ]);
    ready(Config::from_settings(&settings)).expect("a configuration")
}
