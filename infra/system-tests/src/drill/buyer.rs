//! A buyer: fills a cart, orders, pays and looks at the order, each request in whichever region it happens to land.

use std::future::Future;
use std::mem::replace;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;
use tokio::time::{sleep, timeout};

use super::record::{Attempt, kind, nothing};
use super::scene::{MARKET, PATIENCE, Scene};
use crate::catalogue::CART;
use crate::checkout::{Purchase, placed_number};
use crate::history::{Act, Entry, Outcome, Seen};
use crate::page::Page;
use crate::shopper::Shopper;

/// The cookie that holds what was filled in, and which order it was sent off as.
const CHECKOUT: &str = "__Host-checkout";
/// The cookie that tells the shop of a browser's last write.
const WRITTEN: &str = "__Host-written";
/// Sessions of strangers, far from those of buyers and visitors.
const STRANGERS: u32 = 1_000_000;
/// Presses of a button whose answer does not come, before the buyer gives up.
const PRESSES: usize = 4;
/// Between one press and the next, and after a page that did not come.
const PAUSE: Duration = Duration::from_millis(250);

/// Buys until the scene is over.
pub(super) async fn shop(scene: Arc<Scene>, session: u32) {
    let random = Pcg64::seed_from_u64(scene.seed.wrapping_mul(1_000).wrapping_add(u64::from(session)));
    let shopper = Shopper::new(&scene.origins[0], MARKET);
    let mut buyer = Buyer { scene, session, random, shopper, region: 0 };
    while !buyer.scene.is_over() {
        buyer.buy().await;
        sleep(Duration::from_millis(buyer.random.random_range(0..60))).await;
    }
}

struct Buyer {
    scene: Arc<Scene>,
    session: u32,
    random: Pcg64,
    shopper: Shopper,
    region: usize,
}

impl Buyer {
    async fn buy(&mut self) {
        let Some(mut attempt) = self.prepare().await else { return };
        self.scene.record.attempt(attempt.clone());
        let Some(number) = self.place(&mut attempt).await else { return };
        self.look_everywhere(&attempt, &number).await;
        if attempt.by_card && self.pay(&attempt, &number).await {
            self.look_everywhere(&attempt, &number).await;
        }
        self.track(&attempt, &number).await;
    }

    /// Goes to another region, or the same.
    fn hop(&mut self) {
        self.region = self.random.random_range(0..self.scene.origins.len());
        self.shopper.go_to(&self.scene.origins[self.region]);
    }

    async fn prepare(&mut self) -> Option<Attempt> {
        self.hop();
        let id = self.scene.next_attempt();
        let sku = self.scene.goods.choose(&mut self.random)?.sku.clone();
        // Of two, the shop may put only the last one into the cart; with one there is nothing to be mistaken about.
        let pieces = 1;
        let email = format!("attempt-{id}@shop.example");
        let by_card = self.random.random_bool(0.6);
        let payment = if by_card { "test" } else { "manual" };
        let purchase = Purchase { sku: sku.clone(), quantity: pieces, email: email.clone(), payment };
        let prepared = timely(self.shopper.prepare(&purchase)).await;
        self.forget_written();
        self.scene.record.count("checkout", prepared.as_ref().map(drop).map_err(kind));
        let Ok(review) = prepared else {
            self.shopper.forget(CART);
            sleep(PAUSE).await;
            return None;
        };
        let shopper = self.shopper.clone();
        Some(Attempt { id, sku, pieces, email, by_card, shopper, review, is_refused: false })
    }

    /// Presses the button, again where no answer comes, each time in another region.
    async fn place(&mut self, attempt: &mut Attempt) -> Option<String> {
        let act = Act::Place { attempt: attempt.id, sku: attempt.sku.clone(), pieces: attempt.pieces };
        for _ in 0..PRESSES {
            self.hop();
            let began = self.scene.record.now();
            let answer = timely(self.shopper.place(&attempt.review)).await;
            self.forget_written();
            let number = answer.as_ref().ok().and_then(placed_number);
            let outcome = match (nothing(&answer), &number) {
                (Some(kind), _) => Outcome::Unknown(kind),
                (None, Some(number)) => Outcome::Placed(number.clone()),
                (None, None) => Outcome::Refused,
            };
            attempt.is_refused = outcome == Outcome::Refused;
            let is_answered = !matches!(outcome, Outcome::Unknown(_));
            self.note(began, act.clone(), outcome);
            if is_answered {
                self.scene.record.attempt(attempt.clone());
                if attempt.is_refused {
                    self.shopper.forget(CART);
                }
                return number;
            }
            sleep(PAUSE).await;
        }
        // Whoever gives up for good and buys the same another day is not in the same checkout any more.
        self.shopper.forget(CART);
        self.shopper.forget(CHECKOUT);
        None
    }

    async fn pay(&mut self, attempt: &Attempt, number: &str) -> bool {
        for _ in 0..PRESSES {
            self.hop();
            let began = self.scene.record.now();
            let answer = timely(self.shopper.pay(number)).await;
            self.forget_written();
            let is_paid = answer.as_ref().ok().and_then(placed_number).is_some_and(|paid| paid == number)
                && answer.as_ref().is_ok_and(|page| page.location().is_some_and(|to| !to.ends_with("/pay")));
            let outcome = match nothing(&answer) {
                Some(kind) => Outcome::Unknown(kind),
                None if is_paid => Outcome::Paid,
                None => Outcome::Refused,
            };
            let is_answered = !matches!(outcome, Outcome::Unknown(_));
            self.note(began, Act::Pay { attempt: attempt.id }, outcome);
            if is_answered {
                return is_paid;
            }
            sleep(PAUSE).await;
        }
        false
    }

    /// Looks at the order in every region, one right after the other.
    async fn look_everywhere(&mut self, attempt: &Attempt, number: &str) {
        let mut regions: Vec<usize> = (0..self.scene.origins.len()).collect();
        regions.shuffle(&mut self.random);
        for region in regions {
            self.region = region;
            self.shopper.go_to(&self.scene.origins[region]);
            let began = self.scene.record.now();
            let path = self.shopper.path(&format!("/orders/{number}"));
            let answer = timely(self.shopper.get(&path)).await;
            self.forget_written();
            self.note(began, Act::Look { attempt: attempt.id }, as_seen(&answer, number));
        }
    }

    /// Somebody else asks for the order by number and mail address, then goes on looking at it in every region: a session
    /// of its own, that has written nothing.
    async fn track(&mut self, attempt: &Attempt, number: &str) {
        self.hop();
        let stranger = (STRANGERS + attempt.id as u32, Shopper::new(&self.scene.origins[self.region], MARKET));
        let own = (replace(&mut self.session, stranger.0), replace(&mut self.shopper, stranger.1));
        let began = self.scene.record.now();
        let answer = timely(self.shopper.track(number, &attempt.email)).await;
        self.forget_written();
        let seen = as_seen(&answer, number);
        let is_found = matches!(seen, Outcome::Seen(Seen::Open | Seen::Paid));
        self.note(began, Act::Track { attempt: attempt.id }, seen);
        if is_found {
            self.look_everywhere(attempt, number).await;
        }
        (self.session, self.shopper) = own;
    }

    fn forget_written(&mut self) {
        if !self.scene.keeps_written {
            self.shopper.forget(WRITTEN);
        }
    }

    fn note(&self, began: u64, act: Act, outcome: Outcome) {
        let ended = self.scene.record.now();
        let entry = Entry { session: self.session, region: self.region, began, ended, act, outcome };
        self.scene.record.note(entry);
    }
}

/// An answer that takes too long is none.
pub(super) async fn timely<T>(answer: impl Future<Output = Result<T>>) -> Result<T> {
    match timeout(PATIENCE, answer).await {
        Ok(answer) => answer,
        Err(_) => Err(std::io::Error::from(std::io::ErrorKind::TimedOut).into()),
    }
}

/// What an order's page says.
pub(super) fn as_seen(answer: &Result<Page>, number: &str) -> Outcome {
    if let Some(kind) = nothing(answer) {
        return Outcome::Unknown(kind);
    }
    let Ok(page) = answer else { return Outcome::Unknown("no answer".to_owned()) };
    let is_shown = page.status.is_success() && page.text().contains(number);
    // An order that waits for its payment says until when it waits.
    let is_open = page.text().contains("aria-labelledby=\"hold\"");
    match (page.status.as_u16(), is_shown, is_open) {
        (_, true, true) => Outcome::Seen(Seen::Open),
        (_, true, false) => Outcome::Seen(Seen::Paid),
        (404 | 422, ..) => Outcome::Seen(Seen::Absent),
        (status, ..) => Outcome::Unknown(format!("answered with {status}")),
    }
}
