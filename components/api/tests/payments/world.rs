//! The shop and the sandbox that walks go through, and what may be wrong with them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use http::Request;
use outpost_api::{State, router};
use outpost_db::definitions::DEFINITIONS;
use outpost_db::native::Database;
use outpost_db::order::place;
use outpost_db::payment::{CreatePayment, create};
use outpost_db::sql::{Sql, Value};
use outpost_db::testing::set_clock;
use outpost_domain::ids::PaymentId;
use outpost_domain::payment::PaymentMethod;
use outpost_domain::samples::GB;
use outpost_http::site::Site;
use outpost_payment::signature::{Secrets, sign};
use outpost_payment::{Providers, Sandbox, SandboxConfig};
use outpost_platform::Clock;
use outpost_platform::testing::{CountedEntropy, TestClock};
use tower::ServiceExt;
use uuid::Uuid;

use crate::fixture::{self, NOW};
use crate::model::Model;
use crate::ports::Line;

const SECRET: &str = "a secret of the walks";
/// What happens in walks that mean something.
const OUTCOMES: [&str; 9] = [
    "paid",
    "moved",
    "passed_over",
    "reallocated",
    "amount_differs",
    "paid_twice",
    "order_cancelled",
    "stock_gone",
    "refunded",
];

/// A change of a command's definition that takes a guard away.
#[derive(Clone, Copy, Debug)]
pub struct Mutation {
    /// The command.
    pub command: &'static str,
    /// What stands there.
    pub from: &'static str,
    /// What takes its place.
    pub to: &'static str,
}

/// What is wrong in a world.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flaws {
    /// A definition is another one.
    pub mutation: Option<Mutation>,
    /// The provider does not know idempotency keys.
    pub forgets_keys: bool,
    /// The provider is asked before the attempt is stored.
    pub asks_before_storing: bool,
}

/// One shop, one sandbox.
pub struct World {
    pub database: Arc<Database>,
    pub line: Arc<Line>,
    pub clock: Arc<TestClock>,
    pub model: Arc<Model>,
    pub provider: Arc<Sandbox>,
    pub flaws: Flaws,
    router: Router,
    seen: Mutex<BTreeMap<String, i64>>,
}

impl World {
    pub async fn open(flaws: Flaws) -> Self {
        let database = Arc::new(fixture::shop().await);
        if let Some(mutation) = flaws.mutation {
            mutate(&database, mutation).await;
        }
        let line = Arc::new(Line::to(database.clone()));
        let clock = Arc::new(TestClock::at(NOW));
        let model = Arc::new(Model::new(flaws.forgets_keys));
        let config = SandboxConfig {
            origin: "http://sandbox.test".to_owned(),
            api_key: "key".to_owned(),
            webhook_secrets: Secrets { current: SECRET.to_owned(), previous: String::new() },
        };
        let provider = Arc::new(Sandbox::new(model.clone(), config));
        let router = router(State {
            replica: database.clone(),
            primary: line.clone(),
            clock: clock.clone(),
            entropy: Arc::new(CountedEntropy::default()),
            providers: Providers::default().with(provider.clone()),
            site: Site { public_url: "http://shop.test".to_owned(), ..Site::internal() },
            build_id: "walks".to_owned(),
        });
        Self { database, line, clock, model, provider, flaws, router, seen: Mutex::default() }
    }

    /// There are three blue mugs to sell again.
    pub async fn restock(&self) {
        self.database.batch("UPDATE stock_level SET on_hand = allocated + 3 WHERE variant_id = 2").await.unwrap();
    }

    pub fn now(&self) -> i64 {
        self.clock.now().unix_timestamp()
    }

    pub async fn pass_seconds(&self, seconds: i64) {
        self.clock.pass_seconds(seconds);
        set_clock(&self.database, self.now()).await.unwrap();
    }

    /// Starts a job and returns the status.
    pub async fn job(&self, path: &str) -> u16 {
        self.post(Request::post(path).header("outpost-job", "1").body(Body::empty()).unwrap()).await
    }

    /// Delivers a webhook, signed with `secret`, and returns the status.
    pub async fn deliver(&self, event: &Bytes, secret: &str) -> u16 {
        let request = Request::post("/webhooks/sandbox").header("sandbox-signature", sign(secret, event, self.now()));
        self.post(request.body(Body::from(event.clone())).unwrap()).await
    }

    /// Delivers a webhook as the sandbox does.
    pub async fn webhook(&self, event: &Bytes) -> u16 {
        self.deliver(event, SECRET).await
    }

    /// An order of a blue mug and an attempt to pay it, of which the provider does not know; their ids.
    pub async fn attempt(&self) -> (String, String) {
        let order = fixture::order(GB, &[("MUG-BLUE", 1, 1_299)], 1_694);
        place(&*self.database, &order).await.unwrap();
        let id = PaymentId::new(Uuid::now_v7());
        let (sender, amount) = (fixture::visitor(NOW), order.total);
        let payment = CreatePayment { id, sender, order_id: order.id, method: PaymentMethod::Card, amount };
        create(&*self.database, &payment).await.unwrap();
        (order.id.to_string(), id.to_string())
    }

    pub async fn post(&self, request: Request<Body>) -> u16 {
        self.router.clone().oneshot(request).await.unwrap().status().as_u16()
    }

    pub async fn integer(&self, statement: &str, id: &str) -> i64 {
        self.database.query(statement, vec![Value::from(id)]).await.expect(statement).single().expect(statement)
    }

    /// Counts what happened to payments.
    pub async fn look(&self) {
        let rows = "SELECT outcome, count(*) AS times FROM payment_event GROUP BY outcome
            UNION ALL SELECT state, count(*) FROM refund GROUP BY state";
        for mut row in self.database.query(rows, Vec::new()).await.unwrap() {
            self.seen.lock().unwrap().insert(row.text("outcome").unwrap(), row.integer("times").unwrap());
        }
    }

    pub fn seen(&self) -> BTreeMap<String, i64> {
        self.seen.lock().unwrap().clone()
    }

    /// Whether everything happened that can happen to money.
    pub fn has_seen_everything(&self) -> bool {
        OUTCOMES.into_iter().all(|outcome| self.seen.lock().unwrap().contains_key(outcome))
    }
}

async fn mutate(database: &Database, mutation: Mutation) {
    let Mutation { command, from, to } = mutation;
    let name = format!("commands/{command}");
    let text = DEFINITIONS.iter().find(|file| file.name == name).expect(command).sql;
    assert!(text.contains(from), "{command} has no {from:?}");
    let trigger = text[text.find("CREATE TRIGGER").expect(command)..].replacen(from, to, 1);
    database.batch(&format!("DROP TRIGGER {command}_runs; {trigger}")).await.expect(command);
}
