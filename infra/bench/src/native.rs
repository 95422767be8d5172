//! The storefront without wasm: the same router and statements, compiled for this machine and served by axum on tokio.
//!
//! What differs from the edge host is the sandbox: reads have the same pragmas and prepared statements.

mod pool;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::{Context, Result};
use axum::serve::ListenerExt;
use bytes::Bytes;
use outpost_db::sql::{BoxFuture, Sql};
use outpost_platform::{Change, Clock, Entropy, HostError, Http, HttpError, KeyValue, Settings};
use outpost_storefront::{Config, MarketCache, State};
use time::OffsetDateTime;

use self::pool::Pool;

/// Serves until killed; prints `ready ADDRESS` first.
///
/// # Errors
/// When the database cannot be opened or no port is free.
pub async fn serve(database: &Path) -> Result<()> {
    let database: Arc<dyn Sql> = Arc::new(Pool::open(database).await.context("opening the database")?);
    let config = Config::from_settings(&Fixed).await?;
    let state = State {
        replica: Arc::clone(&database),
        markets: MarketCache::new(Arc::clone(&database)),
        primary: database,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        key_value: Arc::new(Memory::default()),
        providers: config.providers(Arc::new(NoNetwork)),
        config,
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.context("finding a free port")?;
    println!("ready {}", listener.local_addr()?);
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            eprintln!("TCP_NODELAY: {error}");
        }
    });
    axum::serve(listener, outpost_storefront::router(state)).await.context("serving")
}

struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        SystemTime::now().into()
    }
}

struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes);
    }
}

#[derive(Default)]
struct Memory(Mutex<HashMap<String, Vec<u8>>>);

impl KeyValue for Memory {
    fn update<'a>(&'a self, key: &'a str, change: Change<'a>) -> BoxFuture<'a, Result<bool, HostError>> {
        let mut values = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = change(values.get(key).map(Vec::as_slice));
        let is_changed = value.is_some();
        values.extend(value.map(|value| (key.to_owned(), value)));
        Box::pin(async move { Ok(is_changed) })
    }
}

/// No order is paid here.
struct NoNetwork;

impl Http for NoNetwork {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, HttpError>> {
        Box::pin(async { Err(HttpError::NotSent("the benchmark reaches no network".to_owned())) })
    }
}

/// The same settings as the system tests give the edge host.
struct Fixed;

impl Settings for Fixed {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, HostError>> {
        let value = match name {
            name if name.ends_with("_secret") => Some("bench-".repeat(12)),
            "public_url" => Some("http://127.0.0.1:3000".to_owned()),
            "test_payments" => Some("on".to_owned()),
            "sandbox_url" => Some("http://127.0.0.1:3500".to_owned()),
            "sandbox_api_key" => Some("bench".to_owned()),
            _ => None,
        };
        Box::pin(async move { Ok(value) })
    }
}
