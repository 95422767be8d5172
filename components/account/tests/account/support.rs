//! Accounts over an in-memory database, with a clock and randomness of the test's own, and a hash that counts.

mod browser;
#[allow(dead_code, reason = "the storefront's tests use the rest")]
#[path = "../../../storefront/tests/shop/support/line.rs"]
mod line;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use line::Line;
use outpost_account::{Config, PasswordHasher, State, router};
use outpost_db::counting::Counting;
use outpost_db::migrate;
use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_http::markets::MarketCache;
use outpost_http::testing::FixedSettings;
use outpost_platform::testing::{CountedEntropy, MemoryKeyValue, TestClock};

pub use browser::{Answer, Browser};

/// Sunday, 22 November 2026, 12:00 UTC.
pub const NOW: i64 = 1_795_348_800;
pub const PASSWORD: &str = "four kestrels over a field";

/// A fast hash, and how often it was asked for.
#[derive(Default)]
pub struct CountedHash(AtomicUsize);

impl CountedHash {
    pub fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

impl PasswordHasher for CountedHash {
    fn hash(&self, password: &[u8], salt: &[u8; 16]) -> Result<[u8; 32], String> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let mut hash = [0; 32];
        for (at, byte) in salt.iter().chain(password).enumerate() {
            hash[at % 32] ^= byte.wrapping_mul(31).wrapping_add(u8::try_from(at % 256).unwrap());
        }
        Ok(hash)
    }
}

pub struct Shop {
    pub router: Router,
    pub database: Arc<Database>,
    pub replica: Arc<Counting<Line>>,
    pub primary: Arc<Counting<Line>>,
    pub clock: Arc<TestClock>,
    pub hashes: Arc<CountedHash>,
    mailbox: Router,
}

impl Shop {
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    /// `settings` are laid over the usual ones.
    pub async fn with(settings: &[(&'static str, &str)]) -> Self {
        let database = database().await;
        Self::over(database.clone(), database, settings).await
    }

    /// Accounts in a region whose replica never gets what the primary writes.
    pub async fn apart() -> Self {
        Self::over(database().await, database().await, &[]).await
    }

    async fn over(replica: Arc<Database>, database: Arc<Database>, settings: &[(&'static str, &str)]) -> Self {
        let clock = Arc::new(TestClock::at(NOW));
        let replica = Arc::new(Counting::new(Line::with_clock(&replica, &clock)));
        let primary = Arc::new(Counting::new(Line::with_clock(&database, &clock)));
        let hashes = Arc::new(CountedHash::default());
        let usual =
            [("public_url", "http://shop.example"), ("dev_mailbox", "on"), ("rate_limit_writes_per_minute", "0")];
        let mailbox = outpost_dispatch::router(outpost_dispatch::State {
            replica: database.clone(),
            primary: database.clone(),
            clock: clock.clone(),
            entropy: Arc::new(CountedEntropy::default()),
            config: outpost_dispatch::Config::from_settings(&FixedSettings::with_secrets(&usual)).await.unwrap(),
            mailer: None,
        });
        let variables = FixedSettings::with_secrets(&[&usual[..], settings].concat());
        let router = router(State {
            replica: replica.clone(),
            markets: MarketCache::new(replica.clone()),
            primary: primary.clone(),
            clock: clock.clone(),
            entropy: Arc::new(CountedEntropy::default()),
            key_value: Arc::new(MemoryKeyValue::default()),
            hasher: hashes.clone(),
            config: Config::from_settings(&variables).await.unwrap(),
        });
        Self { router, database, replica, primary, clock, hashes, mailbox }
    }

    /// Another instance over the same database.
    pub async fn instance(&self) -> Self {
        Self::over(self.database.clone(), self.database.clone(), &[]).await
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self)
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.pass_seconds(seconds);
    }

    pub async fn number(&self, statement: &str) -> i64 {
        self.database.query(statement, Vec::new()).await.unwrap().single().unwrap()
    }

    pub async fn text(&self, statement: &str) -> String {
        self.database.query(statement, Vec::new()).await.unwrap().single().unwrap()
    }

    /// What was done since the last call: statements to the replica, to the primary, hashes.
    pub fn work(&self) -> (usize, usize, usize) {
        (self.replica.take(), self.primary.take(), self.hashes.take())
    }

    /// The page that shows every mail.
    pub async fn mails(&self) -> Answer {
        outpost_http::testing::Browser::new(&self.mailbox).get("/dev/mail").await.is(200)
    }

    /// The newest link in the mailbox that leads below `path`.
    pub async fn link(&self, path: &str) -> String {
        let page = self.mails().await;
        let start = format!("href=\"http://shop.example/en-gb/account/{path}?token=");
        let (_, tail) = page.text.split_once(&start).expect("a link");
        format!("/en-gb/account/{path}?token={}", tail.split('"').next().unwrap())
    }

    /// A confirmed account.
    pub async fn customer(&self, email: &str) {
        let mut browser = self.browser();
        let form = [("name", "Ann"), ("email", email), ("new_password", PASSWORD)];
        browser.post("/en-gb/account/register", &form).await.leads_to("/en-gb/account/mail-sent?for=register");
        let link = self.link("verify").await;
        browser.follow(&link).await.leads_to("/en-gb/account/login");
    }

    /// A browser that is logged in to a new account.
    pub async fn logged_in(&self, email: &str) -> Browser {
        self.customer(email).await;
        let mut browser = self.browser();
        browser.log_in(email, PASSWORD).await.leads_to("/en-gb/account");
        browser
    }
}

/// The token of a link, which is percent-encoded ASCII.
pub fn token_of(link: &str) -> String {
    let mut parts = link.split_once("?token=").unwrap().1.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |decoded, part| {
        let byte = u8::from_str_radix(&part[..2], 16).unwrap();
        format!("{decoded}{}{}", char::from(byte), &part[2..])
    })
}

async fn database() -> Arc<Database> {
    let database = Database::memory().await.unwrap();
    migrate::apply(&database).await.unwrap();
    database.batch(include_str!("../../../../db/tests/suite/shop.sql")).await.unwrap();
    Arc::new(database)
}
