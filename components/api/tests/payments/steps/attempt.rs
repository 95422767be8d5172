//! An attempt to pay: begun on the payment page, paid on the hosted page, and read when the browser comes back.

use outpost_db::payment::{CreatePayment, RecordPayment, RecordPaymentRefusal, create, record};
use outpost_db::sql::{Sql, SqlError, Value};
use outpost_domain::ids::PaymentId;
use outpost_domain::money::Money;
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentReport, PaymentState};
use outpost_domain::principal::Principal;
use outpost_domain::samples::{EN, GBP};
use outpost_payment::{PaymentProvider, PaymentRequest, ProviderError, ProviderPayment, standing};
use rand::Rng;
use uuid::Uuid;

use super::{Placed, Step, Walk};

impl Walk<'_> {
    /// The button of the payment page, perhaps pressed before; it may end anywhere on the way.
    pub(super) async fn start(&mut self) -> Step {
        let Some(order) = self.pick(&self.orders.clone()) else { return Ok(()) };
        let count = self.random.random_range(0..2);
        let id = PaymentId::new(Uuid::from_u128(order.id.uuid().as_u128() ^ (1 + count)));
        let payment = self.payment(order, id, order.total);
        if self.world.flaws.asks_before_storing {
            let asked = standing(&*self.world.provider, &request(order, id)).await;
            if asked.is_ok() && !self.has_attempt(id) {
                self.attempts.push((order, id));
            }
            if self.chance(20) {
                return Ok(());
            }
        }
        self.create(&payment, order).await?;
        if !self.has_attempt(id) || self.chance(10) {
            return Ok(());
        }
        let Ok(standing) = standing(&*self.world.provider, &request(order, id)).await else { return Ok(()) };
        if self.chance(15) { Ok(()) } else { self.record(standing.report).await }
    }

    fn has_attempt(&self, id: PaymentId) -> bool {
        self.attempts.iter().any(|(_, other)| *other == id)
    }

    pub(super) fn payment(&self, order: Placed, id: PaymentId, minor: i64) -> CreatePayment {
        let sender = self.sender(Principal::Visitor);
        let amount = Money::new(minor, GBP);
        CreatePayment { id, sender, order_id: order.id, method: PaymentMethod::Card, amount }
    }

    async fn create(&mut self, payment: &CreatePayment, order: Placed) -> Step {
        let over = "SELECT coalesce(paid_at, cancelled_at, expired_at) IS NOT NULL OR hold_ends_at <= clock.now
            FROM clock CROSS JOIN orders ON orders.id = ?1";
        let is_over = self.world.integer(over, &order.id.to_string()).await == 1;
        let is_new = self.stored.insert(payment.id.to_string());
        if create(&*self.world.line, payment).await.is_err() {
            return Ok(());
        }
        if is_over && is_new && self.count(payment.id).await == 1 {
            return Err("an attempt to pay for an order that is over".to_owned());
        }
        if !self.has_attempt(payment.id) {
            self.attempts.push((order, payment.id));
        }
        Ok(())
    }

    async fn count(&self, id: PaymentId) -> i64 {
        let stored = "SELECT count(*) FROM payment CROSS JOIN clock
            WHERE payment.id = ?1 AND payment.created_at = clock.now AND payment.state = 'created'";
        self.world.integer(stored, &id.to_string()).await
    }

    /// What a shopper, or the bank, does on the hosted page.
    pub(super) fn shopper_acts(&mut self) {
        let Some((_, id)) = self.pick(&self.attempts.clone()) else { return };
        let id = id.to_string();
        match self.random.random_range(0..10) {
            0 => self.world.model.fail(&id),
            1 => self.world.model.authorise(&id),
            2 => self.world.model.pay(&id, |minor| minor - 5),
            _ => self.world.model.pay(&id, |minor| minor),
        };
    }

    /// The browser comes back from the hosted page.
    pub(super) async fn come_back(&mut self) -> Step {
        let Some((order, id)) = self.pick(&self.attempts.clone()) else { return Ok(()) };
        let Ok(mut report) = self.read(order, id).await else { return Ok(()) };
        if report.state == PaymentState::Authorised {
            let Ok(captured) = self.world.provider.capture(&known(&report, order)).await else { return Ok(()) };
            report = captured;
        }
        self.record(report).await
    }

    async fn read(&self, order: Placed, id: PaymentId) -> Result<PaymentReport, ProviderError> {
        let reference = "SELECT provider_reference FROM payment WHERE id = ?1";
        let rows = self.world.database.query(reference, vec![Value::from(id.to_string())]).await.unwrap();
        let reference = if rows.is_empty() { None } else { rows.single::<Option<String>>().unwrap() };
        match reference {
            Some(reference) => {
                let amount = Money::new(order.total, GBP);
                self.world.provider.read(&ProviderPayment { payment_id: id, reference, amount }).await
            }
            None => Ok(standing(&*self.world.provider, &request(order, id)).await?.report),
        }
    }

    async fn record(&self, report: PaymentReport) -> Step {
        let provider = PaymentProviderCode::Sandbox;
        let payment = RecordPayment { sender: self.sender(Principal::Provider(provider.code())), provider, report };
        match record(&*self.world.line, &payment).await {
            Ok(()) => Ok(()),
            Err(RecordPaymentRefusal::Sql(SqlError::Unreachable(_))) => Ok(()),
            // Money whose attempt was never stored.
            Err(RecordPaymentRefusal::UnknownPayment) if self.world.flaws.asks_before_storing => Ok(()),
            Err(error) => Err(format!("not recorded: {error}: {:?}", payment.report)),
        }
    }
}

fn request(order: Placed, id: PaymentId) -> PaymentRequest {
    PaymentRequest {
        payment_id: id,
        order_number: OrderNumber::of(order.id),
        amount: Money::new(order.total, GBP),
        method: PaymentMethod::Card,
        locale: EN,
        return_url: "http://shop.test/back".to_owned(),
        webhook_url: "http://shop.test/webhooks/sandbox".to_owned(),
    }
}

fn known(report: &PaymentReport, order: Placed) -> ProviderPayment {
    let amount = Money::new(order.total, GBP);
    ProviderPayment { payment_id: report.payment_id, reference: report.reference.clone(), amount }
}
