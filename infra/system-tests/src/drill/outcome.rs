//! What an answer means to a shopper of a drill.

use std::future::Future;
use std::io;
use std::time::Duration;

use anyhow::Result;
use http::StatusCode;
use tokio::time::timeout;

use crate::history::{OrderState, Outcome};
use crate::page::Page;

/// Longer than a host lets a request take that needs the primary.
pub(super) const REQUEST_TIMEOUT: Duration = Duration::from_secs(20);

/// Turns an answer that takes too long into an error.
pub(super) async fn with_deadline<T>(answer: impl Future<Output = Result<T>>) -> Result<T> {
    match timeout(REQUEST_TIMEOUT, answer).await {
        Ok(answer) => answer,
        Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut).into()),
    }
}

/// How a request failed; `None` where the shop answered it.
pub(super) fn failure(answer: &Result<Page>) -> Option<String> {
    match answer {
        Ok(page) if page.status.is_server_error() || page.status == StatusCode::TOO_MANY_REQUESTS => {
            Some(page.status.as_u16().to_string())
        }
        Ok(_) => None,
        Err(error) => Some(error_kind(error)),
    }
}

/// The kind of the I/O error behind an error, or its root cause.
pub(super) fn error_kind(error: &anyhow::Error) -> String {
    let system = error.chain().find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind);
    system.map_or_else(|| error.root_cause().to_string(), |kind| kind.to_string())
}

/// The state of an order, as its page shows it.
pub(super) fn order_state(answer: &Result<Page>, number: &str) -> Outcome {
    if let Some(kind) = failure(answer) {
        return Outcome::Unknown(kind);
    }
    let Ok(page) = answer else { return Outcome::Unknown("no answer".to_owned()) };
    let text = page.text();
    let is_shown = page.status.is_success() && text.contains(number);
    match (page.status.as_u16(), page.order_status().as_deref().filter(|_| is_shown)) {
        (_, Some("awaiting_payment")) => Outcome::Order(OrderState::Open),
        (_, Some("paid")) => Outcome::Order(OrderState::Paid),
        (_, Some(other)) => Outcome::Unknown(format!("the order is {other}")),
        (404 | 422, None) => Outcome::Order(OrderState::Absent),
        (code, None) => Outcome::Unknown(format!("answered with {code}")),
    }
}
