//! A buyer: fills a cart, orders, pays and views the order, each request in a random region.

use std::mem::replace;
use std::sync::Arc;
use std::time::Duration;

use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::time::sleep;

use super::outcome::{error_kind, failure, order_state, with_deadline};
use super::record::Attempt;
use super::workload::{MARKET, Workload};
use crate::catalogue::CART_COOKIE;
use crate::checkout::{Purchase, placed_number};
use crate::history::{Entry, Operation, OrderState, Outcome};
use crate::page::Page;
use crate::shopper::Shopper;

/// The cookie that holds the address form and the order's id.
const CHECKOUT_COOKIE: &str = "__Host-checkout";
/// The cookie that names the browser's last write.
const CONSISTENCY_COOKIE: &str = "__Host-consistency";
/// Sessions of anonymous look-ups have higher numbers than those of buyers and visitors.
const FIRST_ANONYMOUS_SESSION: u32 = 1_000_000;
/// Tries of an operation that gets no answer, before the buyer gives up.
const TRIES: usize = 4;
/// Pause between two tries, and after a page that failed.
const PAUSE: Duration = Duration::from_millis(250);

/// Buys until the drill is over.
pub(super) async fn run(workload: Arc<Workload>, session: u32) {
    let seed = workload.load.seed.wrapping_mul(1_000).wrapping_add(u64::from(session));
    let shopper = Shopper::new(&workload.origins[0], MARKET);
    let mut buyer = Buyer { workload, session, random: Pcg64::seed_from_u64(seed), shopper, region: 0 };
    while !buyer.workload.is_over() {
        buyer.buy().await;
        sleep(Duration::from_millis(buyer.random.random_range(0..60))).await;
    }
}

struct Buyer {
    workload: Arc<Workload>,
    session: u32,
    random: Pcg64,
    shopper: Shopper,
    region: usize,
}

impl Buyer {
    async fn buy(&mut self) {
        let Some(mut attempt) = self.prepare().await else { return };
        self.workload.record.attempt(attempt.clone());
        let Some(number) = self.place(&mut attempt).await else { return };
        self.view_everywhere(&attempt, &number).await;
        if attempt.by_card && self.pay(&attempt, &number).await {
            self.view_everywhere(&attempt, &number).await;
        }
        self.track_anonymously(&attempt, &number).await;
    }

    fn go_to(&mut self, region: usize) {
        self.region = region;
        self.shopper.go_to(&self.workload.origins[region]);
    }

    fn go_anywhere(&mut self) {
        let region = self.random.random_range(0..self.workload.origins.len());
        self.go_to(region);
    }

    async fn prepare(&mut self) -> Option<Attempt> {
        self.go_anywhere();
        let id = self.workload.next_attempt();
        let sku = self.workload.variants.choose(&mut self.random)?.sku.clone();
        // Of two pieces the cart might accept only the last one; then the attempt would not say what was ordered.
        let pieces = 1;
        let email = format!("attempt-{id}@shop.example");
        // Of the transfers, whose holds outlast every drill, many are refused: they may hold a tenth of a variant only.
        let by_card = self.random.random_bool(0.9);
        let payment = if by_card { "card" } else { "transfer" };
        let purchase = Purchase { sku: sku.clone(), quantity: pieces, email: email.clone(), payment };
        let prepared = with_deadline(self.shopper.prepare(&purchase)).await;
        self.drop_consistency_cookie();
        self.workload.record.count("checkout", prepared.as_ref().map(drop).map_err(error_kind));
        let Ok(review) = prepared else {
            self.shopper.forget(CART_COOKIE);
            sleep(PAUSE).await;
            return None;
        };
        let shopper = self.shopper.clone();
        Some(Attempt { id, sku, pieces, email, by_card, shopper, review, is_refused: false })
    }

    /// Places the order; retries in another region while no answer arrives.
    async fn place(&mut self, attempt: &mut Attempt) -> Option<String> {
        let operation = Operation::Place { attempt: attempt.id, sku: attempt.sku.clone(), pieces: attempt.pieces };
        for _ in 0..TRIES {
            self.go_anywhere();
            let started_us = self.workload.record.now_us();
            let answer = with_deadline(self.shopper.place(&attempt.review)).await;
            self.drop_consistency_cookie();
            let number = answer.as_ref().ok().and_then(placed_number);
            let outcome = match (failure(&answer), &number) {
                (Some(kind), _) => Outcome::Unknown(kind),
                (None, Some(number)) => Outcome::Placed(number.clone()),
                (None, None) => Outcome::Refused,
            };
            attempt.is_refused = outcome == Outcome::Refused;
            if self.record_answer(started_us, operation.clone(), outcome) {
                self.workload.record.attempt(attempt.clone());
                if attempt.is_refused {
                    self.shopper.forget(CART_COOKIE);
                }
                return number;
            }
            sleep(PAUSE).await;
        }
        // A buyer who gives up and buys the same later starts a new checkout.
        self.shopper.forget(CART_COOKIE);
        self.shopper.forget(CHECKOUT_COOKIE);
        None
    }

    async fn pay(&mut self, attempt: &Attempt, number: &str) -> bool {
        for _ in 0..TRIES {
            self.go_anywhere();
            let started_us = self.workload.record.now_us();
            let answer = with_deadline(self.shopper.pay(number)).await;
            self.drop_consistency_cookie();
            let is_paid = answer.as_ref().is_ok_and(|page| leads_to_paid(page, number));
            let outcome = match failure(&answer) {
                Some(kind) => Outcome::Unknown(kind),
                None if is_paid => Outcome::Paid,
                None => Outcome::Refused,
            };
            if self.record_answer(started_us, Operation::Pay { attempt: attempt.id }, outcome) {
                return is_paid;
            }
            sleep(PAUSE).await;
        }
        false
    }

    /// Views the order in every region, one right after the other.
    async fn view_everywhere(&mut self, attempt: &Attempt, number: &str) {
        let mut regions: Vec<usize> = (0..self.workload.origins.len()).collect();
        regions.shuffle(&mut self.random);
        for region in regions {
            self.go_to(region);
            let started_us = self.workload.record.now_us();
            let path = self.shopper.path(&format!("/orders/{number}"));
            let answer = with_deadline(self.shopper.get(&path)).await;
            self.drop_consistency_cookie();
            self.record_answer(started_us, Operation::View { attempt: attempt.id }, order_state(&answer, number));
        }
    }

    /// Looks the order up by number and mail address in a new session that has written nothing, then views it in every
    /// region from that session.
    async fn track_anonymously(&mut self, attempt: &Attempt, number: &str) {
        self.go_anywhere();
        let anonymous = Shopper::new(&self.workload.origins[self.region], MARKET);
        let own_shopper = replace(&mut self.shopper, anonymous);
        let own_session = replace(&mut self.session, FIRST_ANONYMOUS_SESSION + attempt.id as u32);
        let started_us = self.workload.record.now_us();
        let answer = with_deadline(self.shopper.track(number, &attempt.email)).await;
        self.drop_consistency_cookie();
        let outcome = order_state(&answer, number);
        let is_found = matches!(outcome, Outcome::Order(OrderState::Open | OrderState::Paid));
        self.record_answer(started_us, Operation::Track { attempt: attempt.id }, outcome);
        if is_found {
            self.view_everywhere(attempt, number).await;
        }
        (self.session, self.shopper) = (own_session, own_shopper);
    }

    fn drop_consistency_cookie(&mut self) {
        if !self.workload.load.keeps_consistency_cookie {
            self.shopper.forget(CONSISTENCY_COOKIE);
        }
    }

    /// Records an outcome. Returns whether there was an answer.
    fn record_answer(&self, started_us: u64, operation: Operation, outcome: Outcome) -> bool {
        let is_answered = !matches!(outcome, Outcome::Unknown(_));
        let ended_us = self.workload.record.now_us();
        let (session, region) = (self.session, self.region);
        self.workload.record.entry(Entry { session, region, started_us, ended_us, operation, outcome });
        is_answered
    }
}

/// Whether an answer to a payment redirects to the order and not back to the payment page.
fn leads_to_paid(page: &Page, number: &str) -> bool {
    placed_number(page).is_some_and(|paid| paid == number) && page.location().is_some_and(|to| !to.ends_with("/pay"))
}
