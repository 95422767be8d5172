//! Who takes mails in tests: everything, or whatever chance lets through.

use std::collections::BTreeMap;
use std::sync::Mutex;

use outpost_dispatch::{Mail, Mailer, SendError};
use outpost_platform::BoxFuture;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;
use uuid::Uuid;

/// Takes mails. Where it `fails`, it refuses some for now, and its answer about some that it took is lost.
pub struct Sink {
    random: Mutex<Pcg64Mcg>,
    fails: bool,
    /// The mails that it took, by their ids, and how often it took each.
    pub taken: Mutex<BTreeMap<Uuid, (Mail, usize)>>,
    /// How many answers were lost.
    pub lost: Mutex<usize>,
}

impl Sink {
    pub fn new(fails: bool) -> Self {
        let random = Mutex::new(Pcg64Mcg::seed_from_u64(15));
        Self { random, fails, taken: Mutex::default(), lost: Mutex::default() }
    }

    pub fn mails(&self) -> Vec<Mail> {
        self.taken.lock().unwrap().values().map(|(mail, _)| mail.clone()).collect()
    }

    fn chance(&self) -> f64 {
        self.random.lock().unwrap().random()
    }
}

fn no_answer() -> Result<(), SendError> {
    Err(SendError::Later { code: "no_answer".to_owned(), retry_after_seconds: None })
}

impl Mailer for Sink {
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), SendError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            if self.fails && self.chance() < 0.1 {
                return no_answer();
            }
            self.taken.lock().unwrap().entry(mail.id).or_insert_with(|| (mail.clone(), 0)).1 += 1;
            tokio::task::yield_now().await;
            if self.fails && self.chance() < 0.02 {
                *self.lost.lock().unwrap() += 1;
                return no_answer();
            }
            Ok(())
        })
    }
}
