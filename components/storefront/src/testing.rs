//! Test fixtures: a fixed configuration.

pub(crate) mod settings;

use crate::config::Config;
use settings::{FixedSettings, block_on};

/// The configuration of tests.
pub(crate) fn config() -> Config {
    let secret = "tests only ".repeat(8);
    let settings = FixedSettings::new(&[
        ("secret_key", &secret),
        ("public_url", "http://127.0.0.1:3000"),
        ("test_payments", "on"),
        ("rate_limit_writes_per_minute", "0"),
    ]);
    block_on(Config::from_settings(&settings)).expect("a configuration")
}
