//! What can happen in a walk.

mod attempt;
mod fault;

use std::collections::BTreeSet;

use axum::body::Bytes;
use outpost_db::command::Sender;
use outpost_db::order::{CancelOrder, cancel, place};
use outpost_domain::ids::{CommandId, OrderId, PaymentId};
use outpost_domain::principal::Principal;
use outpost_domain::samples::GB;
use rand::Rng;
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::SeedableRng;
use uuid::Uuid;

use crate::fixture::{order, visitor};
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
        let mut order = order(GB, &[("MUG-BLUE", pieces, MUG_MINOR)], total);
        order.sender = self.sender(Principal::Visitor);
        let id = order.id;
        if place(&*self.world.line, &order).await.is_ok() {
            self.orders.push(Placed { id, pieces, total });
        }
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
