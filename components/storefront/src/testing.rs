//! Test fixtures: a fixed configuration.

use outpost_http::testing::{FixedSettings, ready};

use crate::config::Config;

/// The configuration of tests.
pub(crate) fn config() -> Config {
    let settings = FixedSettings::with_secrets(&[
        ("public_url", "http://127.0.0.1:3000"),
        ("test_payments", "on"),
        ("sandbox_url", "http://sandbox.test"),
        ("sandbox_api_key", "key"),
        ("rate_limit_writes_per_minute", "0"),
    ]);
    ready(Config::from_settings(&settings)).expect("a configuration")
}
