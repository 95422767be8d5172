//! A panel over a database in memory, and a browser that keeps its cookies.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use outpost_admin::{Config, State, router, routes};
use outpost_db::command::SessionHash;
use outpost_db::native::Database;
use outpost_db::sql::BoxFuture;
use outpost_db::{migrate, testing};
use outpost_http::cookies::{Cookies, Kind};
use outpost_http::routes::DeclaredRoute;
use outpost_http::secrets::Secrets;
use outpost_http::testing::{FixedSettings, ready};
use outpost_platform::{Change, Clock, Entropy, HostError, KeyValue};
use time::OffsetDateTime;
use tower::ServiceExt;

pub const NOW: i64 = 1_790_000_000;

pub struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.0.load(Ordering::Relaxed)).unwrap()
    }
}

/// Bytes that are different each time and the same in every run.
#[derive(Default)]
struct Counted(AtomicU64);

impl Entropy for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let next = (self.0.fetch_add(1, Ordering::Relaxed) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        for (byte, value) in bytes.iter_mut().zip(next.into_iter().cycle()) {
            *byte = value;
        }
    }
}

#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl KeyValue for Memory {
    fn update<'a>(&'a self, key: &'a str, change: Change<'a>) -> BoxFuture<'a, Result<bool, HostError>> {
        Box::pin(async move {
            let mut values = self.0.lock().unwrap();
            let Some(value) = change(values.get(key).map(Vec::as_slice)) else { return Ok(false) };
            values.insert(key.to_owned(), value);
            Ok(true)
        })
    }
}

pub struct Panel {
    pub database: Arc<Database>,
    clock: Arc<TestClock>,
    router: Router,
    secrets: Secrets,
    pub table: Vec<DeclaredRoute>,
}

impl Panel {
    pub async fn open() -> Self {
        let database = Arc::new(Database::memory().await.unwrap());
        migrate::apply(&*database).await.unwrap();
        database.batch(include_str!("../../../../db/tests/suite/shop.sql")).await.unwrap();
        testing::set_clock(&database, NOW).await.unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(NOW)));
        let settings = FixedSettings::with_secrets(&[
            ("public_url", "http://127.0.0.1:3000"),
            ("rate_limit_writes_per_minute", "0"),
        ]);
        let state = || State {
            replica: database.clone(),
            primary: database.clone(),
            clock: clock.clone(),
            entropy: Arc::new(Counted::default()),
            key_value: Arc::new(Memory::default()),
            config: ready(Config::from_settings(&settings)).unwrap(),
        };
        let table = routes(state()).table().to_vec();
        let router = router(state());
        let secrets = state().config.secrets;
        Self { database, clock, router, secrets, table }
    }

    pub async fn set_clock(&self, now: i64) {
        self.clock.0.store(now, Ordering::Relaxed);
        testing::set_clock(&self.database, now).await.unwrap();
    }

    /// Somebody with these permissions only, by a role of their own, and their browser.
    pub async fn person(&self, name: &str, permissions: &[&str]) -> Browser<'_> {
        // Ids of people only need to differ.
        let id = uuid::Uuid::from_u128(u128::from(
            name.bytes().fold(7u64, |sum, byte| sum.wrapping_mul(131).wrapping_add(u64::from(byte))),
        ));
        let list = serde_json::to_string(permissions).unwrap();
        self.database
            .batch(&format!(
                "INSERT INTO staff (id, email, name, state, created_at)
                 VALUES ('{id}', '{name}@example.com', '{name}', 'active', 0);
                 INSERT INTO role (code, name) VALUES ('{name}', '{name}');
                 INSERT INTO role_permission (role_id, permission)
                 SELECT role.id, value FROM role CROSS JOIN json_each('{list}') WHERE role.code = '{name}';
                 INSERT INTO staff_role (staff_id, role_id) SELECT '{id}', id FROM role WHERE code = '{name}';
                 INSERT INTO session (id_hash, principal, created_at, expires_at, last_used_at, user_agent)
                 VALUES ('{}', 'staff:{id}', 0, {NOW} + 9999, 0, 'test')",
                SessionHash::of(name.as_bytes())
            ))
            .await
            .unwrap();
        let mut cookies = Cookies::read(&http::HeaderMap::new(), &self.secrets, NOW);
        cookies.set(Kind::AdminSession, name.to_owned());
        let mut browser = Browser::new(self);
        for change in cookies.changes() {
            browser.keep(change.to_str().unwrap());
        }
        browser
    }
}

pub struct Browser<'a> {
    panel: &'a Panel,
    cookies: BTreeMap<String, String>,
}

pub struct Answer {
    pub status: StatusCode,
    pub body: String,
    pub location: String,
}

impl<'a> Browser<'a> {
    pub fn new(panel: &'a Panel) -> Self {
        Self { panel, cookies: BTreeMap::new() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let request = Request::post(path)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body.join("&")))
            .unwrap();
        self.send(request).await
    }

    fn keep(&mut self, change: &str) {
        assert!(change.contains("Secure") && change.contains("HttpOnly"), "{change}");
        let (name, value) = change.split(';').next().unwrap().split_once('=').unwrap();
        if name == "__Host-admin" {
            assert!(change.contains("SameSite=Strict"), "{change}");
        }
        if change.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !pairs.is_empty() {
            request.headers_mut().insert(COOKIE, pairs.join("; ").parse().unwrap());
        }
        let response = self.panel.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let text = |value: &http::HeaderValue| value.to_str().unwrap().to_owned();
        let location = response.headers().get(LOCATION).map(text).unwrap_or_default();
        for change in response.headers().get_all(SET_COOKIE) {
            self.keep(change.to_str().unwrap());
        }
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, body: String::from_utf8_lossy(&bytes).into_owned(), location }
    }
}

impl Answer {
    pub fn is(self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{} {}", self.location, self.body);
        self.body
    }

    /// The value of a hidden field, or of any attribute after that text.
    pub fn after(&self, text: &str) -> String {
        let rest = self.body.split(text).nth(1).unwrap_or_else(|| panic!("no {text} in {}", self.body));
        rest.split(['"', '<']).next().unwrap().to_owned()
    }
}
