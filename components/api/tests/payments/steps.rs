//! What can happen in a walk.

use std::collections::BTreeSet;

use axum::body::Bytes;
use outpost_db::command::Sender;
use outpost_db::order::{CancelOrder, cancel, place};
use outpost_db::payment::{
    CreatePayment, RecordPayment, RecordPaymentRefusal, RecordRefund, RefundRefusal, create, record, record_refund,
};
use outpost_db::sql::{Sql, SqlError, Value};
use outpost_domain::ids::{CommandId, OrderId, PaymentId};
use outpost_domain::market::{Locale, Market};
use outpost_domain::money::{Currency, Money};
use outpost_domain::order::OrderNumber;
use outpost_domain::payment::{PaymentMethod, PaymentProviderCode, PaymentReport, PaymentState, RefundState};
use outpost_domain::principal::Principal;
use outpost_payment::{PaymentProvider, PaymentRequest, ProviderError, ProviderPayment, standing};
use rand::Rng;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;
use uuid::Uuid;

use crate::fixture::{order, visitor};
use crate::model::Silence;
use crate::ports::Cut;
use crate::world::World;

const MUG_MINOR: i64 = 1_299;
const DELIVERY_MINOR: i64 = 395;
const RELEASE: &str = "/jobs/release-expired-holds";
const SETTLE: &str = "/jobs/settle-payments";

/// An order of the walk.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    pub id: OrderId,
    pub pieces: u32,
    pub total: i64,
}

/// A walk through a world.
pub struct Walk<'a> {
    pub world: &'a World,
    random: Pcg64Mcg,
    pub orders: Vec<Placed>,
    attempts: Vec<(Placed, PaymentId)>,
    stored: BTreeSet<String>,
    acknowledged: Vec<Bytes>,
}

type Step = Result<(), String>;

impl<'a> Walk<'a> {
    /// The walk of a seed.
    pub fn new(world: &'a World, seed: u64) -> Self {
        let random = Pcg64Mcg::seed_from_u64(seed);
        let (orders, attempts, stored, acknowledged) = <(Vec<_>, Vec<_>, BTreeSet<_>, Vec<_>)>::default();
        Self { world, random, orders, attempts, stored, acknowledged }
    }

    /// Takes so many steps, and lets everything settle.
    pub async fn run(&mut self, steps: u32) -> Step {
        self.place().await;
        for _ in 0..steps {
            self.step().await?;
        }
        self.settle().await?;
        self.world.look().await;
        Ok(())
    }

    async fn step(&mut self) -> Step {
        match self.random.random_range(0..100) {
            0..8 => self.place().await,
            8..26 => return self.start().await,
            26..42 => self.shopper_acts(),
            42..56 => return self.webhook().await,
            56..66 => return self.come_back().await,
            66..72 => {
                let seconds = self.random.random_range(30..1_500);
                self.world.pass_seconds(seconds).await;
            }
            72..78 => return self.job(RELEASE).await,
            78..82 => self.cancel().await,
            82..89 => return self.job(SETTLE).await,
            89..95 => self.break_something(),
            95..97 => return self.forge().await,
            _ => return self.tamper().await,
        }
        Ok(())
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.random.random_range(0..100) < percent
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        (!list.is_empty()).then(|| list[self.random.random_range(0..list.len())])
    }

    fn sender(&self, principal: Principal) -> Sender {
        Sender { principal, ..visitor(self.world.now()) }
    }

    /// Refused where the pieces are gone.
    async fn place(&mut self) {
        let pieces = self.random.random_range(1..3);
        let total = i64::from(pieces) * MUG_MINOR + DELIVERY_MINOR;
        let mut order = order(Market::Gb, &[("MUG-BLUE", pieces, MUG_MINOR)], total);
        order.sender = self.sender(Principal::Visitor);
        let id = order.id;
        if place(&*self.world.line, &order).await.is_ok() {
            self.orders.push(Placed { id, pieces, total });
        }
    }

    /// The button of the payment page, perhaps pressed before; it may end anywhere on the way.
    async fn start(&mut self) -> Step {
        let Some(order) = self.pick(&self.orders.clone()) else { return Ok(()) };
        let count = self.random.random_range(0..2);
        let id = PaymentId::new(Uuid::from_u128(order.id.uuid().as_u128() ^ (1 + count)));
        let payment = self.payment(order, id, order.total);
        if self.world.flaws.asks_before_storing {
            let asked = standing(&*self.world.provider, &request(order, id)).await;
            if asked.is_ok() && !self.attempts.contains_id(id) {
                self.attempts.push((order, id));
            }
            if self.chance(20) {
                return Ok(());
            }
        }
        self.create(&payment, order).await?;
        if !self.attempts.contains_id(id) || self.chance(10) {
            return Ok(());
        }
        let Ok(standing) = standing(&*self.world.provider, &request(order, id)).await else { return Ok(()) };
        if self.chance(15) { Ok(()) } else { self.record(standing.report).await }
    }

    fn payment(&self, order: Placed, id: PaymentId, minor: i64) -> CreatePayment {
        let sender = self.sender(Principal::Visitor);
        let amount = Money::new(minor, Currency::Gbp);
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
        if !self.attempts.contains_id(payment.id) {
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
    fn shopper_acts(&mut self) {
        let Some((_, id)) = self.pick(&self.attempts.clone()) else { return };
        let id = id.to_string();
        match self.random.random_range(0..10) {
            0 => self.world.model.fail(&id),
            1 => self.world.model.authorise(&id),
            2 => self.world.model.pay(&id, |minor| minor - 5),
            _ => self.world.model.pay(&id, |minor| minor),
        };
    }

    /// A webhook arrives, arrives twice, or never.
    async fn webhook(&mut self) -> Step {
        let at = self.random.random_range(0..1_000);
        let Some(event) = self.world.model.take_event(at) else { return Ok(()) };
        if self.chance(15) {
            return Ok(());
        }
        match self.world.webhook(&event).await {
            204 => self.acknowledged.push(event.clone()),
            503 => self.world.model.put_event(event.clone()),
            status => return Err(format!("a webhook got {status}: {}", String::from_utf8_lossy(&event))),
        }
        if self.chance(30) {
            self.world.model.put_event(event);
        }
        Ok(())
    }

    /// The browser comes back from the hosted page.
    async fn come_back(&mut self) -> Step {
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
                let amount = Money::new(order.total, Currency::Gbp);
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

    async fn job(&self, path: &str) -> Step {
        match self.world.job(path).await {
            204 | 503 => Ok(()),
            status => Err(format!("{path} got {status}")),
        }
    }

    /// Refused for an order that is paid or over.
    async fn cancel(&mut self) {
        let Some(order) = self.pick(&self.orders.clone()) else { return };
        let sender = self.sender(Principal::Visitor);
        let command = CancelOrder { id: CommandId::new(Uuid::now_v7()), sender, order_id: order.id };
        drop(cancel(&*self.world.line, &command).await);
    }

    /// The next call to the provider, or the next statement to the primary, is lost.
    fn break_something(&mut self) {
        match self.random.random_range(0..4) {
            0 => self.world.model.stay_silent(Some(Silence::Before)),
            1 => self.world.model.stay_silent(Some(Silence::After)),
            2 => self.world.line.cut(Some(Cut::Before)),
            _ => self.world.line.cut(Some(Cut::After)),
        }
    }

    /// Somebody else's webhook, and a known event with other contents: neither is acknowledged.
    async fn forge(&mut self) -> Step {
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
    async fn tamper(&mut self) -> Step {
        self.record_refund_again().await?;
        let Some(order) = self.pick(&self.orders.clone()) else { return Ok(()) };
        let id = PaymentId::new(Uuid::now_v7());
        let payment = self.payment(order, id, order.total - 1);
        match create(&*self.world.line, &payment).await {
            Ok(()) => Err("an attempt over another amount was stored".to_owned()),
            Err(_) => Ok(()),
        }
    }

    /// Everything is reachable again, time passes, and the jobs run until nothing is left to do. Webhooks that are still
    /// under way arrive in the middle of it.
    async fn settle(&mut self) -> Step {
        self.world.line.cut(None);
        self.world.model.stay_silent(None);
        for round in 0..6 {
            self.world.pass_seconds(2_000).await;
            self.world.job(RELEASE).await;
            self.world.job(SETTLE).await;
            while let Some(event) = (round == 2).then(|| self.world.model.take_event(0)).flatten() {
                let status = self.world.webhook(&event).await;
                if status != 204 && !self.world.flaws.asks_before_storing {
                    return Err(format!("a late webhook got {status}: {}", String::from_utf8_lossy(&event)));
                }
            }
        }
        match self.world.job(SETTLE).await {
            204 => Ok(()),
            status => Err(format!("the last settling got {status}")),
        }
    }
}

trait Attempts {
    fn contains_id(&self, id: PaymentId) -> bool;
}

impl Attempts for Vec<(Placed, PaymentId)> {
    fn contains_id(&self, id: PaymentId) -> bool {
        self.iter().any(|(_, other)| *other == id)
    }
}

fn request(order: Placed, id: PaymentId) -> PaymentRequest {
    PaymentRequest {
        payment_id: id,
        order_number: OrderNumber::of(order.id),
        amount: Money::new(order.total, Currency::Gbp),
        method: PaymentMethod::Card,
        locale: Locale::En,
        return_url: "http://shop.test/back".to_owned(),
        webhook_url: "http://shop.test/webhooks/sandbox".to_owned(),
    }
}

fn known(report: &PaymentReport, order: Placed) -> ProviderPayment {
    let amount = Money::new(order.total, Currency::Gbp);
    ProviderPayment { payment_id: report.payment_id, reference: report.reference.clone(), amount }
}
