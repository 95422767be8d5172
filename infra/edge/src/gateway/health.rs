//! Whether sqld answers.

use prometheus_client::metrics::gauge::Gauge;
use std::sync::Mutex;
use std::sync::PoisonError;

/// The newest that is known.
#[derive(Debug)]
pub struct Health {
    failure: Mutex<Option<String>>,
    up: Gauge,
}

impl Health {
    /// sqld has not been asked yet.
    pub fn new(up: Gauge) -> Self {
        Self { failure: Mutex::new(Some("it has not been asked yet".to_owned())), up }
    }

    /// sqld answered.
    pub fn answered(&self) {
        if self.failure.lock().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            tracing::info!("sqld answers");
            self.up.set(1);
        }
    }

    /// sqld did not answer.
    pub fn failed(&self, reason: &str) {
        if self.failure.lock().unwrap_or_else(PoisonError::into_inner).replace(reason.to_owned()).is_none() {
            tracing::warn!(reason, "sqld does not answer");
            self.up.set(0);
        }
    }

    /// Why sqld does not answer, where it does not.
    pub fn failure(&self) -> Option<String> {
        self.failure.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
