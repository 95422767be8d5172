//! Sends webhooks: at once after a shopper acted, and by a job until they are received.

use std::collections::BTreeMap;

use axum::http::{Request, header};
use bytes::Bytes;
use futures_util::future::join_all;
use outpost_db::sql::{Row, SqlError};
use serde::Serialize;

use crate::signature;
use crate::state::State;

/// Nobody else sends a claimed webhook for so long.
const CLAIM_MS: i64 = 15_000;
/// How much later the second copy of a doubled webhook is sent.
const COPY_MS: i64 = 300;
/// The longest pause between two attempts.
const BACKOFF_MAX_MS: i64 = 60_000;

/// A webhook that is due, and its body.
struct Webhook {
    number: i64,
    attempts: u32,
    url: String,
    body: Body,
}

#[derive(Serialize)]
struct Body {
    event_id: String,
    #[serde(rename = "type")]
    kind: String,
    payment_id: String,
    reference: String,
    state: String,
    amount_minor: i64,
    currency: String,
    reason: Option<String>,
    /// Seconds since 1970.
    created_at: i64,
}

/// Sends what is due: the webhooks of one payment, or of all. Those of a payment are sent one after the other.
pub(crate) async fn send_due(state: &State, reference: Option<&str>) -> Result<(), SqlError> {
    let now = state.now_ms();
    let parameters = vec![now.into(), (now + CLAIM_MS).into(), reference.into()];
    let rows = state.database.query(include_str!("../queries/event/claim.sql"), parameters).await?;
    let mut by_payment: BTreeMap<String, Vec<Webhook>> = BTreeMap::new();
    for mut row in rows {
        let webhook = read(&mut row)?;
        by_payment.entry(webhook.body.reference.clone()).or_default().push(webhook);
    }
    let sent = join_all(by_payment.into_values().map(async |mut webhooks| {
        // A statement returns the rows that it changed in no order.
        webhooks.sort_by_key(|webhook| webhook.number);
        for webhook in webhooks {
            send(state, &webhook).await?;
        }
        Ok::<_, SqlError>(())
    }));
    sent.await.into_iter().collect()
}

/// Sends one, and notes whether it was received.
async fn send(state: &State, webhook: &Webhook) -> Result<(), SqlError> {
    let number = webhook.number.into();
    let outcome = match request(state, webhook) {
        Ok(request) => match state.http.send(request).await {
            Ok(response) if response.status().is_success() => Ok(()),
            Ok(response) => Err(response.status().to_string()),
            Err(error) => Err(error.to_string()),
        },
        Err(error) => Err(error),
    };
    let now = state.now_ms();
    if let Err(cause) = outcome {
        eprintln!("sandbox: the webhook {} was not received: {cause}", webhook.body.event_id);
        let statement = include_str!("../queries/event/postpone.sql");
        return state
            .database
            .query(statement, vec![number, (now + backoff_ms(webhook.attempts)).into()])
            .await
            .map(drop);
    }
    let parameters = vec![number, now.into(), (now + COPY_MS).into()];
    state.database.query(include_str!("../queries/event/deliver.sql"), parameters).await.map(drop)
}

fn request(state: &State, webhook: &Webhook) -> Result<Request<Bytes>, String> {
    let body = serde_json::to_string(&webhook.body).map_err(|error| error.to_string())?;
    let unix_seconds = state.clock.now().unix_timestamp();
    Request::post(&webhook.url)
        .header(header::CONTENT_TYPE, "application/json")
        .header(signature::HEADER, signature::header(&state.config.webhook_secret, unix_seconds, &body))
        .body(Bytes::from(body))
        .map_err(|error| error.to_string())
}

/// 1 s, 2 s, 4 s … up to a minute.
fn backoff_ms(attempts: u32) -> i64 {
    1_000_i64.checked_shl(attempts.saturating_sub(1).min(6)).unwrap_or(BACKOFF_MAX_MS).min(BACKOFF_MAX_MS)
}

fn read(row: &mut Row) -> Result<Webhook, SqlError> {
    Ok(Webhook {
        number: row.integer("number")?,
        attempts: row.number("attempts")?,
        url: row.text("webhook_url")?,
        body: Body {
            event_id: row.text("id")?,
            kind: row.text("kind")?,
            payment_id: row.text("payment_id")?,
            reference: row.text("reference")?,
            state: row.text("state")?,
            amount_minor: row.integer("amount_minor")?,
            currency: row.text("currency")?,
            reason: row.get("reason")?,
            created_at: row.integer("created_at")? / 1_000,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::backoff_ms;

    #[test]
    fn pauses_double_up_to_a_minute() {
        assert_eq!([1, 2, 3, 6, 7, 40].map(backoff_ms), [1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
    }
}
