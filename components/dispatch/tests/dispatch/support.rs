//! A shop whose mails are sent.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use http::Request;
use outpost_db::account::{Register, register};
use outpost_db::native::Database;
use outpost_db::order::{PlaceOrder, place};
use outpost_db::sql::Sql;
use outpost_db::testing::set_clock;
use outpost_dispatch::{Config, Mailer, State, router};
use outpost_domain::ids::{AccountTokenId, CommandId, CustomerId};
use outpost_domain::samples::{EN_GB, GB};
use outpost_http::testing::{Answer, FixedSettings};
use outpost_platform::testing::{CountedEntropy, TestClock};
use uuid::Uuid;

use crate::fixture::{self, NOW};

pub struct Shop {
    pub database: Arc<Database>,
    pub clock: Arc<TestClock>,
    pub state: State,
    pub router: Router,
}

impl Shop {
    /// A shop that hands its mails to this one.
    pub async fn with(mailer: Arc<dyn Mailer>) -> Self {
        Self::over(Some(mailer), "off").await
    }

    /// A shop in development.
    pub async fn in_development() -> Self {
        Self::over(None, "on").await
    }

    async fn over(mailer: Option<Arc<dyn Mailer>>, dev_mailbox: &str) -> Self {
        let database = Arc::new(fixture::shop().await);
        let clock = Arc::new(TestClock::at(NOW));
        let settings = [("public_url", "http://shop.example"), ("dev_mailbox", dev_mailbox)];
        let config = Config::from_settings(&FixedSettings::with_secrets(&settings)).await.unwrap();
        let state = State {
            replica: database.clone(),
            primary: database.clone(),
            clock: clock.clone(),
            entropy: Arc::new(CountedEntropy::default()),
            config,
            mailer,
        };
        Self { database, clock, router: router(state.clone()), state }
    }

    /// Somebody registers, who waits for the mail that confirms the address.
    pub async fn register(&self, email: &str, name: &str) -> CustomerId {
        let customer_id = CustomerId::new(Uuid::now_v7());
        let wish = Register {
            customer_id,
            token_id: AccountTokenId::new(Uuid::now_v7()),
            email: email.parse().unwrap(),
            name: name.to_owned(),
            prefix: EN_GB,
            password_hash: "sealed".to_owned(),
        };
        let id = CommandId::new(Uuid::now_v7());
        register(&*self.database, id, &fixture::visitor(NOW), &wish).await.unwrap();
        customer_id
    }

    /// Somebody orders a mug and pays for it.
    pub async fn order(&self) -> PlaceOrder {
        let order = fixture::order(GB, &[("MUG-BLUE", 2, 1_299)], 2_993);
        place(&*self.database, &order).await.unwrap();
        fixture::pay(&*self.database, &order).await;
        order
    }

    pub async fn pass_seconds(&self, seconds: i64) {
        self.clock.pass_seconds(seconds);
        let now = self.clock.0.load(std::sync::atomic::Ordering::Relaxed);
        set_clock(&self.database, now).await.unwrap();
    }

    /// Starts the job. Returns the status of its answer.
    pub async fn send_mail(&self) -> u16 {
        let request = Request::post("/jobs/send-mail").header("outpost-job", "1").body(Body::empty()).unwrap();
        Answer::to(request, &self.router).await.status.as_u16()
    }

    pub async fn number(&self, statement: &str) -> i64 {
        self.database.query(statement, Vec::new()).await.unwrap().single().unwrap()
    }
}
