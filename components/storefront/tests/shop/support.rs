//! A shop with a fixed clock, counted randomness and an in-memory database, and a browser that keeps cookies.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use outpost_db::counting::Counting;
use outpost_db::migrate;
use outpost_db::native::Database;
use outpost_db::sql::{BoxFuture, Rows, Sql, SqlError, Value};
use outpost_platform::{Clock, Entropy, HostError, KeyValue, Settings};
use outpost_storefront::{Config, State, router};
use time::OffsetDateTime;
use tower::ServiceExt;

/// Sunday, 22 November 2026, 12:00 UTC.
pub const NOW: i64 = 1_795_348_800;

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
        let next = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        for (byte, value) in bytes.iter_mut().zip(next.into_iter().cycle()) {
            *byte = value;
        }
    }
}

#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl KeyValue for Memory {
    fn get<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Vec<u8>>, HostError>> {
        Box::pin(async move { Ok(self.0.lock().unwrap().get(key).cloned()) })
    }

    fn set<'a>(&'a self, key: &'a str, value: &'a [u8]) -> BoxFuture<'a, Result<(), HostError>> {
        Box::pin(async move {
            self.0.lock().unwrap().insert(key.to_owned(), value.to_vec());
            Ok(())
        })
    }

    fn delete<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<(), HostError>> {
        Box::pin(async move {
            self.0.lock().unwrap().remove(key);
            Ok(())
        })
    }
}

struct Variables(BTreeMap<&'static str, String>);

impl Settings for Variables {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>> {
        Box::pin(async move { Ok(self.0.get(name).cloned()) })
    }
}

/// A database that can be cut off.
pub struct Line {
    database: Arc<Database>,
    is_cut: AtomicBool,
}

impl Line {
    pub fn cut(&self, is_cut: bool) {
        self.is_cut.store(is_cut, Ordering::Relaxed);
    }
}

impl Sql for Line {
    fn query<'a>(&'a self, statement: &'a str, parameters: Vec<Value>) -> BoxFuture<'a, Result<Rows, SqlError>> {
        if self.is_cut.load(Ordering::Relaxed) {
            return Box::pin(async { Err(SqlError::Unreachable("cut by a test".to_owned())) });
        }
        self.database.query(statement, parameters)
    }
}

pub struct Shop {
    pub router: Router,
    pub database: Arc<Database>,
    pub replica: Arc<Counting<Line>>,
    pub primary: Arc<Counting<Line>>,
    pub clock: Arc<TestClock>,
}

impl Shop {
    pub async fn open() -> Self {
        Self::with(&[]).await
    }

    /// A shop of 60 products; `settings` are laid over the usual ones.
    pub async fn with(settings: &[(&'static str, &str)]) -> Self {
        let database = seeded().await;
        Self::over(database.clone(), database, settings).await
    }

    /// A shop whose replica never hears of what the primary writes.
    pub async fn apart() -> Self {
        Self::over(seeded().await, seeded().await, &[]).await
    }

    async fn over(replica: Arc<Database>, database: Arc<Database>, settings: &[(&'static str, &str)]) -> Self {
        let line = |database: &Arc<Database>| Line { database: database.clone(), is_cut: AtomicBool::new(false) };
        let (replica, primary) = (Arc::new(Counting::new(line(&replica))), Arc::new(Counting::new(line(&database))));
        let mut variables = BTreeMap::from([
            ("secret_key", "tests only ".repeat(8)),
            ("public_url", "https://shop.example".to_owned()),
            ("test_payments", "on".to_owned()),
            ("rate_limit_writes_per_minute", "0".to_owned()),
        ]);
        variables.extend(settings.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let clock = Arc::new(TestClock(AtomicI64::new(NOW)));
        let router = router(State {
            replica: replica.clone(),
            primary: primary.clone(),
            clock: clock.clone(),
            entropy: Arc::new(Counted::default()),
            key_value: Arc::new(Memory::default()),
            config: Config::from_settings(&Variables(variables)).await.unwrap(),
        });
        Self { router, database, replica, primary, clock }
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser { shop: self, cookies: BTreeMap::new() }
    }

    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    pub async fn number(&self, statement: &str) -> i64 {
        let row = self.database.query(statement, Vec::new()).await.unwrap().into_first().unwrap();
        row.integer(0).unwrap()
    }

    pub async fn text(&self, statement: &str) -> String {
        let row = self.database.query(statement, Vec::new()).await.unwrap().into_first();
        row.expect("a row").text(0).unwrap()
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
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}: {}", self.location(), self.main());
        self
    }

    #[track_caller]
    pub fn leads_to(self, location: &str) -> Self {
        assert_eq!((self.status.as_u16(), self.location()), (303, location));
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.text.contains(words), "no {words:?} in: {}", self.main());
        self
    }

    /// The page without its head, for messages.
    pub fn main(&self) -> &str {
        self.text.split_once("<main").map_or(&self.text, |(_, main)| main)
    }

    /// The value of a hidden field.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let marker = format!("name=\"{name}\" value=\"");
        let (_, tail) = self.text.split_once(&marker).unwrap_or_else(|| panic!("no {name} in: {}", self.main()));
        tail.split_once('"').unwrap().0.to_owned()
    }
}

async fn seeded() -> Arc<Database> {
    let database = Database::memory().await.unwrap();
    migrate::apply(&database).await.unwrap();
    outpost_seed::load(&database, 60).await.unwrap();
    Arc::new(database)
}

/// A browser with its cookies.
#[derive(Clone)]
pub struct Browser<'a> {
    pub shop: &'a Shop,
    pub cookies: BTreeMap<String, String>,
}

impl Browser<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = Request::builder().uri(path).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(pairs.join("&"))).unwrap()).await
    }

    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let answer = self.shop.send(request).await;
        for change in answer.headers.get_all(header::SET_COOKIE) {
            let text = change.to_str().unwrap();
            assert!(text.len() < 4_096, "a cookie that browsers drop: {} bytes", text.len());
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    /// Puts pieces into the cart.
    pub async fn add(&mut self, prefix: &str, sku: &str, quantity: u32) {
        let form = [("sku", sku), ("quantity", &quantity.to_string())];
        self.post(&format!("/{prefix}/cart/lines"), &form).await.leads_to(&format!("/{prefix}/cart"));
    }

    /// Goes through the first two steps and returns the review page.
    pub async fn review(&mut self, prefix: &str, payment: &str) -> Answer {
        self.post(&format!("/{prefix}/checkout"), &address(prefix))
            .await
            .leads_to(&format!("/{prefix}/checkout/delivery"));
        let choice = [("delivery", "standard"), ("payment", payment)];
        let review = format!("/{prefix}/checkout/review");
        self.post(&format!("/{prefix}/checkout/delivery"), &choice).await.leads_to(&review);
        self.get(&review).await.is(200)
    }

    /// Presses the button of a review page.
    pub async fn place(&mut self, prefix: &str, review: &Answer) -> Answer {
        let form = [("order_id", review.field("order_id")), ("expected_total", review.field("expected_total"))];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.post(&format!("/{prefix}/checkout/review"), &form).await
    }
}

/// A whole address form of a prefix's home country.
pub fn address(prefix: &str) -> Vec<(&'static str, &'static str)> {
    let market = match prefix {
        "de-de" | "en-de" => [("country", "DE"), ("postcode", "10115"), ("city", "Berlin"), ("region", "")],
        "ja-jp" | "en-jp" => {
            [("country", "JP"), ("postcode", "１００－０００１"), ("city", "千代田区"), ("region", "JP-13")]
        }
        _ => [("country", "GB"), ("postcode", "ls1 1aa"), ("city", "Leeds"), ("region", "")],
    };
    let person = [("email", "ann@example.com"), ("name", "Ann Bee"), ("line1", "1 High Street"), ("step", "next")];
    person.into_iter().chain(market).collect()
}

pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// The number in an order's address.
pub fn number_in(location: &str) -> String {
    location.split("/orders/").nth(1).unwrap().split('/').next().unwrap().to_owned()
}
