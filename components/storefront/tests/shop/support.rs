//! A shop with a fixed clock, counted randomness and an in-memory database.

mod browser;
mod line;
#[path = "../../../api/tests/payments/model.rs"]
#[allow(dead_code, reason = "shared with the tests of outpost-api")]
pub mod model;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use http::Request;
use outpost_db::command::Sender;
use outpost_db::counting::Counting;
use outpost_db::native::Database;
use outpost_db::sql::Sql;
use outpost_db::{migrate, projection};
use outpost_domain::ids::CommandId;
use outpost_http::markets::MarketCache;
use outpost_http::testing::FixedSettings;
use outpost_platform::testing::{CountedEntropy, MemoryKeyValue, TestClock};
use outpost_storefront::{Config, State, router};
use tempfile::TempDir;
use uuid::Uuid;

pub use browser::{Answer, Browser, address, number_in};
use line::Line;
use model::Model;

/// Sunday, 22 November 2026, 12:00 UTC.
pub const NOW: i64 = 1_795_348_800;

pub struct Shop {
    pub router: Router,
    pub database: Arc<Database>,
    pub replica: Arc<Counting<Line>>,
    pub primary: Arc<Counting<Line>>,
    pub clock: Arc<TestClock>,
    pub counters: Arc<MemoryKeyValue>,
    pub sandbox: Arc<Model>,
    folders: Mutex<Vec<TempDir>>,
}

impl Shop {
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    /// A shop of 60 products; `settings` are laid over the usual ones.
    pub async fn with(settings: &[(&'static str, &str)]) -> Self {
        let database = seeded().await;
        Self::over(database.clone(), database, Arc::default(), Arc::default(), settings).await
    }

    /// A shop whose replica never hears of what the primary writes.
    pub async fn apart() -> Self {
        Self::over(seeded().await, seeded().await, Arc::default(), Arc::default(), &[]).await
    }

    async fn over(
        replica: Arc<Database>,
        database: Arc<Database>,
        counters: Arc<MemoryKeyValue>,
        sandbox: Arc<Model>,
        settings: &[(&'static str, &str)],
    ) -> Self {
        let clock = Arc::new(TestClock::at(NOW));
        let replica = Arc::new(Counting::new(Line::to(&replica)));
        let primary = Arc::new(Counting::new(Line::with_clock(&database, &clock)));
        let usual = [
            ("public_url", "http://shop.example"),
            ("test_payments", "on"),
            ("sandbox_url", "http://sandbox.test"),
            ("sandbox_api_key", "key"),
            ("rate_limit_writes_per_minute", "0"),
        ];
        let variables = FixedSettings::with_secrets(&[&usual[..], settings].concat());
        let config = Config::from_settings(&variables).await.unwrap();
        let router = router(State {
            replica: replica.clone(),
            markets: MarketCache::new(replica.clone()),
            primary: primary.clone(),
            clock: clock.clone(),
            entropy: Arc::new(CountedEntropy::default()),
            key_value: counters.clone(),
            providers: config.providers(sandbox.clone()),
            config,
        });
        Self { router, database, replica, primary, clock, counters, sandbox, folders: Mutex::default() }
    }

    /// Another region of this shop, whose copy is the primary as it is now.
    pub async fn region(&self) -> Self {
        Self::over(self.snapshot().await, self.database.clone(), Arc::default(), self.sandbox.clone(), &[]).await
    }

    /// Another instance of the component in the same region, with the same key-value store.
    pub async fn instance(&self, settings: &[(&'static str, &str)]) -> Self {
        Self::over(self.copy(), self.database.clone(), self.counters.clone(), self.sandbox.clone(), settings).await
    }

    /// The replica gets all that the primary has.
    pub async fn replicate(&self) {
        self.replica.inner().lead_to(&self.snapshot().await);
    }

    /// The database that the replica stands on.
    pub fn copy(&self) -> Arc<Database> {
        self.replica.inner().database()
    }

    async fn snapshot(&self) -> Arc<Database> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("copy.db");
        self.database.batch(&format!("VACUUM INTO '{}'", file.display())).await.unwrap();
        let copy = Arc::new(Database::open(&file).await.unwrap());
        self.folders.lock().unwrap().push(folder);
        copy
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser::new(self)
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.pass_seconds(seconds);
    }

    /// Runs the projector, as the job does.
    pub async fn catch_up(&self) {
        let sender = Sender::job("project-catalogue", "request", self.clock.0.load(Ordering::Relaxed));
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let mut next = || CommandId::new(Uuid::from_u64_pair(0, NEXT.fetch_add(1, Ordering::Relaxed)));
        projection::catch_up(&*self.primary, &sender, &mut next).await.unwrap();
    }

    pub async fn number(&self, statement: &str) -> i64 {
        self.database.query(statement, Vec::new()).await.unwrap().single().unwrap()
    }

    pub async fn text(&self, statement: &str) -> String {
        self.database.query(statement, Vec::new()).await.unwrap().single().unwrap()
    }

    /// A SKU of which a market sells at least `pieces`, of a product slug.
    pub async fn sku(&self, market: &str, pieces: i64) -> (String, String) {
        let statement = format!(
            "SELECT variant.sku || ' ' || product.slug FROM variant \
             JOIN product ON product.id = variant.product_id AND product.state = 'published' \
             JOIN price ON price.variant_id = variant.id AND price.market_code = '{market}' \
             WHERE (SELECT sum(available) FROM stock_level WHERE stock_level.variant_id = variant.id) BETWEEN {pieces} AND 90 \
             ORDER BY product.rank, variant.position LIMIT 1"
        );
        let text = self.text(&statement).await;
        let (sku, slug) = text.split_once(' ').unwrap();
        (sku.to_owned(), slug.to_owned())
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        Answer::to(request, &self.router).await
    }
}

async fn seeded() -> Arc<Database> {
    let database = Database::memory().await.unwrap();
    migrate::apply(&database).await.unwrap();
    outpost_seed::load(&database, 60).await.unwrap();
    Arc::new(database)
}
