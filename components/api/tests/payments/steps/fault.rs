//! What goes wrong: lost calls, forged webhooks, repeated refunds, attempts over another amount.

use axum::body::Bytes;
use outpost_db::command::Sender;
use outpost_db::payment::{RecordRefund, RefundRefusal, create, record_refund};
use outpost_db::sql::{Sql, SqlError};
use outpost_domain::ids::PaymentId;
use outpost_domain::payment::RefundState;
use rand::Rng;
use uuid::Uuid;

use super::{Step, Walk};
use crate::model::Silence;
use crate::ports::Cut;

impl Walk<'_> {
    /// The next call to the provider, or the next statement to the primary, is lost.
    pub(super) fn break_something(&mut self) {
        match self.random.random_range(0..4) {
            0 => self.world.model.stay_silent(Some(Silence::Before)),
            1 => self.world.model.stay_silent(Some(Silence::After)),
            2 => self.world.line.cut(Some(Cut::Before)),
            _ => self.world.line.cut(Some(Cut::After)),
        }
    }

    /// Somebody else's webhook, and a known event with other contents: neither is acknowledged.
    pub(super) async fn forge(&mut self) -> Step {
        let Some((order, id)) = self.pick(&self.attempts.clone()) else { return Ok(()) };
        let forged = format!(
            r#"{{"event_id":"ev_forged","type":"payment.captured","payment_id":"{id}","reference":"pay_{id}","state":
                "captured","amount_minor":{},"currency":"GBP","reason":null}}"#,
            order.total
        );
        let status = self.world.deliver(&Bytes::from(forged), "another secret").await;
        if status != 403 {
            return Err(format!("a forged webhook got {status}"));
        }
        let Some(event) = self.acknowledged.last() else { return Ok(()) };
        let mut other: serde_json::Value = serde_json::from_slice(event).unwrap();
        if other["type"] == "payment.refunded" {
            return Ok(());
        }
        other["amount_minor"] = serde_json::json!(1);
        let status = self.world.webhook(&other.to_string().into()).await;
        if matches!(status, 422 | 503) { Ok(()) } else { Err(format!("an event that changed got {status}")) }
    }

    /// Another region's job records a refund once more, which changes nothing.
    async fn record_refund_again(&self) -> Step {
        let done = "SELECT coalesce(max(id), '') FROM refund WHERE state = 'refunded'";
        let done: String = self.world.database.query(done, Vec::new()).await.unwrap().single().unwrap();
        let Ok(refund_id) = done.parse() else { return Ok(()) };
        let sender = Sender::job("settle-payments", "again", self.world.now());
        let refund = RecordRefund { sender, refund_id, state: RefundState::Refunded, reason: None };
        match record_refund(&*self.world.line, &refund).await {
            Ok(()) | Err(RefundRefusal::Sql(SqlError::Unreachable(_))) => Ok(()),
            Err(error) => Err(format!("a refund that was recorded before: {error}")),
        }
    }

    /// An attempt over another amount is refused.
    pub(super) async fn tamper(&mut self) -> Step {
        self.record_refund_again().await?;
        let Some(order) = self.pick(&self.orders.clone()) else { return Ok(()) };
        let id = PaymentId::new(Uuid::now_v7());
        let payment = self.payment(order, id, order.total - 1);
        match create(&*self.world.line, &payment).await {
            Ok(()) => Err("an attempt over another amount was stored".to_owned()),
            Err(_) => Ok(()),
        }
    }
}
