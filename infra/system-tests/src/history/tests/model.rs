//! A shop of a few lines: one log of writes, regions that lag behind it, sessions that hop between them.

use std::collections::BTreeMap;

use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use crate::history::{Act, Entry, Found, History, Outcome, Seen};

const REGIONS: usize = 3;
const SESSIONS: u32 = 4;
const PIECES: u32 = 50;

/// Whether a session's own orders are read from a copy only once it has the session's last write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    On,
    Off,
}

struct Model {
    random: Pcg64,
    guard: Guard,
    /// Each write with its place in the order of all.
    log: Vec<(u64, Seen)>,
    /// How much of the log each region has.
    copies: [usize; REGIONS],
    /// How long the log was after each session's last write.
    written: BTreeMap<u32, usize>,
    owners: BTreeMap<u64, u32>,
    floors: BTreeMap<(u32, u64), Seen>,
    history: History,
    stale: usize,
}

/// Runs the model; answers its history and how many of its answers broke a promise.
pub fn run(seed: u64, steps: usize, guard: Guard) -> (History, usize) {
    let mut model = Model {
        random: Pcg64::seed_from_u64(seed),
        guard,
        log: Vec::new(),
        copies: [0; REGIONS],
        written: BTreeMap::new(),
        owners: BTreeMap::new(),
        floors: BTreeMap::new(),
        history: History { before: [("A".to_owned(), PIECES)].into(), ..History::default() },
        stale: 0,
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
        let (act, outcome) = match (self.random.random_range(0..10), own) {
            (0, _) if self.owners.len() < PIECES as usize => self.place(session),
            (1 | 2, Some(attempt)) => self.pay(session, attempt),
            (3..=6, Some(attempt)) => self.look(session, region, attempt),
            (7, Some(attempt)) => self.track(session, attempt),
            (8, _) => {
                let sold = self.log[..self.copies[region]].iter().filter(|(_, state)| *state == Seen::Open).count();
                (Act::Stock { sku: "A".to_owned() }, Outcome::Left(PIECES - sold as u32))
            }
            _ => {
                self.copies[region] = self.random.random_range(self.copies[region]..=self.log.len());
                return;
            }
        };
        self.history.entries.push(Entry { session, region, began: at, ended: at + 5, act, outcome });
    }

    fn place(&mut self, session: u32) -> (Act, Outcome) {
        let attempt = self.owners.len() as u64;
        self.owners.insert(attempt, session);
        let act = Act::Place { attempt, sku: "A".to_owned(), pieces: 1 };
        self.write(session, attempt, Seen::Open);
        (act, if self.random.random_bool(0.9) { Outcome::Placed(format!("N{attempt}")) } else { lost_answer() })
    }

    fn pay(&mut self, session: u32, attempt: u64) -> (Act, Outcome) {
        if self.state(self.log.len(), attempt) == Seen::Open {
            self.write(session, attempt, Seen::Paid);
        }
        self.floors.insert((session, attempt), Seen::Paid);
        self.written.insert(session, self.log.len());
        (Act::Pay { attempt }, Outcome::Paid)
    }

    fn write(&mut self, session: u32, attempt: u64, state: Seen) {
        self.log.push((attempt, state));
        self.written.insert(session, self.log.len());
        self.floors.insert((session, attempt), state);
    }

    fn look(&mut self, session: u32, region: usize, attempt: u64) -> (Act, Outcome) {
        let needed = self.written.get(&session).filter(|_| self.guard == Guard::On).copied().unwrap_or(0);
        let copy = self.copies[region];
        let seen = if copy < needed { Seen::Absent } else { self.state(copy, attempt) };
        // As the storefront does: what the copy does not have, the primary is asked for.
        let seen = if seen == Seen::Absent { self.state(self.log.len(), attempt) } else { seen };
        let floor = self.floors.entry((session, attempt)).or_insert(seen);
        self.stale += usize::from(seen < *floor);
        *floor = seen.max(*floor);
        (Act::Look { attempt }, Outcome::Seen(seen))
    }

    /// The primary answers, and the session remembers how far it was.
    fn track(&mut self, session: u32, attempt: u64) -> (Act, Outcome) {
        let seen = self.state(self.log.len(), attempt);
        self.written.insert(session, self.log.len());
        self.floors.insert((session, attempt), seen);
        (Act::Track { attempt }, Outcome::Seen(seen))
    }

    fn state(&self, length: usize, attempt: u64) -> Seen {
        let states = self.log[..length].iter().filter(|(id, _)| *id == attempt).map(|(_, state)| *state);
        states.max().unwrap_or(Seen::Absent)
    }

    fn end(mut self) -> (History, usize) {
        let found = |attempt: &u64| Found {
            sku: "A".to_owned(),
            pieces: 1,
            number: Some(format!("N{attempt}")),
            seen: self.state(self.log.len(), *attempt),
        };
        self.history.found = self.owners.keys().map(|attempt| (*attempt, found(attempt))).collect();
        self.history.after = [("A".to_owned(), PIECES - self.owners.len() as u32)].into();
        (self.history, self.stale)
    }
}

fn lost_answer() -> Outcome {
    Outcome::Unknown("no answer".to_owned())
}
