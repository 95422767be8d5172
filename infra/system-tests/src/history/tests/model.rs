//! A model of the shop: one log of writes, regions that lag behind it, sessions that switch between regions.

use std::collections::BTreeMap;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::history::{Entry, Found, History, Operation, OrderState, Outcome};

const REGIONS: usize = 3;
const SESSIONS: u32 = 4;
const STOCK: u32 = 50;

/// Whether a session's own orders are read from a copy only once the copy has the session's last write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    On,
    Off,
}

struct Model {
    random: Pcg64,
    guard: Guard,
    /// All writes, in order.
    log: Vec<(u64, OrderState)>,
    /// The length of the log that each region has.
    copies: [usize; REGIONS],
    /// The length of the log after each session's last write.
    written: BTreeMap<u32, usize>,
    owners: BTreeMap<u64, u32>,
    /// The newest state that each session has seen of an order.
    newest_seen: BTreeMap<(u32, u64), OrderState>,
    history: History,
    stale_reads: usize,
}

/// Runs the model. Returns its history and the number of stale reads in it.
pub fn run(seed: u64, steps: usize, guard: Guard) -> (History, usize) {
    let mut model = Model {
        random: Pcg64::seed_from_u64(seed),
        guard,
        log: Vec::new(),
        copies: [0; REGIONS],
        written: BTreeMap::new(),
        owners: BTreeMap::new(),
        newest_seen: BTreeMap::new(),
        history: History { stock_before: [("A".to_owned(), STOCK)].into(), ..History::default() },
        stale_reads: 0,
    };
    for at in 0..steps {
        model.step(10 * at as u64);
    }
    model.end()
}

impl Model {
    fn step(&mut self, at: u64) {
        let (session, region) = (self.random.random_range(0..SESSIONS), self.random.random_range(0..REGIONS));
        let own: Vec<u64> = self.owners.iter().filter(|(_, owner)| **owner == session).map(|(id, _)| *id).collect();
        let own = own.choose(&mut self.random).copied();
        let (operation, outcome) = match (self.random.random_range(0..10), own) {
            (0, _) if self.owners.len() < STOCK as usize => self.place(session),
            (1 | 2, Some(attempt)) => self.pay(session, attempt),
            (3..=6, Some(attempt)) => self.view(session, region, attempt),
            (7, Some(attempt)) => self.track(session, attempt),
            (8, _) => {
                let sold =
                    self.log[..self.copies[region]].iter().filter(|(_, state)| *state == OrderState::Open).count();
                (Operation::ReadStock { sku: "A".to_owned() }, Outcome::Stock(STOCK - sold as u32))
            }
            _ => {
                self.copies[region] = self.random.random_range(self.copies[region]..=self.log.len());
                return;
            }
        };
        self.history.entries.push(Entry { session, region, started_us: at, ended_us: at + 5, operation, outcome });
    }

    fn place(&mut self, session: u32) -> (Operation, Outcome) {
        let attempt = self.owners.len() as u64;
        self.owners.insert(attempt, session);
        let operation = Operation::Place { attempt, sku: "A".to_owned(), pieces: 1 };
        self.write(session, attempt, OrderState::Open);
        (operation, if self.random.random_bool(0.9) { Outcome::Placed(format!("N{attempt}")) } else { lost_answer() })
    }

    fn pay(&mut self, session: u32, attempt: u64) -> (Operation, Outcome) {
        if self.state(self.log.len(), attempt) == OrderState::Open {
            self.write(session, attempt, OrderState::Paid);
        }
        self.newest_seen.insert((session, attempt), OrderState::Paid);
        self.written.insert(session, self.log.len());
        (Operation::Pay { attempt }, Outcome::Paid)
    }

    fn write(&mut self, session: u32, attempt: u64, state: OrderState) {
        self.log.push((attempt, state));
        self.written.insert(session, self.log.len());
        self.newest_seen.insert((session, attempt), state);
    }

    fn view(&mut self, session: u32, region: usize, attempt: u64) -> (Operation, Outcome) {
        let needed = self.written.get(&session).filter(|_| self.guard == Guard::On).copied().unwrap_or(0);
        let copy = self.copies[region];
        let state = if copy < needed { OrderState::Absent } else { self.state(copy, attempt) };
        // As in the storefront: what the copy does not have is read from the primary.
        let state = if state == OrderState::Absent { self.state(self.log.len(), attempt) } else { state };
        let newest = self.newest_seen.entry((session, attempt)).or_insert(state);
        self.stale_reads += usize::from(state < *newest);
        *newest = state.max(*newest);
        (Operation::View { attempt }, Outcome::Order(state))
    }

    /// The primary answers, and the session remembers the length of its log.
    fn track(&mut self, session: u32, attempt: u64) -> (Operation, Outcome) {
        let state = self.state(self.log.len(), attempt);
        self.written.insert(session, self.log.len());
        self.newest_seen.insert((session, attempt), state);
        (Operation::Track { attempt }, Outcome::Order(state))
    }

    fn state(&self, length: usize, attempt: u64) -> OrderState {
        let states = self.log[..length].iter().filter(|(id, _)| *id == attempt).map(|(_, state)| *state);
        states.max().unwrap_or(OrderState::Absent)
    }

    fn end(mut self) -> (History, usize) {
        let found = |attempt: &u64| Found {
            sku: "A".to_owned(),
            pieces: 1,
            number: Some(format!("N{attempt}")),
            state: self.state(self.log.len(), *attempt),
        };
        self.history.found = self.owners.keys().map(|attempt| (*attempt, found(attempt))).collect();
        self.history.stock_after = [("A".to_owned(), STOCK - self.owners.len() as u32)].into();
        (self.history, self.stale_reads)
    }
}

fn lost_answer() -> Outcome {
    Outcome::Unknown("no answer".to_owned())
}
